"""What copydesk costs: ``python -m bench.speed`` measures it against a stock script and datatrove."""
