# %% new after add
%%javascript
console.log(1)
