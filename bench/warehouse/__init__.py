"""What the warehouse costs: loads, reloads, sizes, snapshots, readers beside a writer."""
