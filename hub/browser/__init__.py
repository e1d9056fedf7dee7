"""What people's browsers meet: the origins of pages, visits to students' servers, cookies' lifetimes, the pages' looks."""
