"""What differs between the engines a store can lie on, and nothing else."""
