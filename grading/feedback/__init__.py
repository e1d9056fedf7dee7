"""The pages that students get back: made from copies without hidden tests, and sent."""
