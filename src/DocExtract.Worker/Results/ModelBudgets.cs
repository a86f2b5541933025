namespace DocExtract.Worker.Results;

/// <summary>What models may cost, and for how long their answers are given again.</summary>
/// <param name="Document">The most that one file may cost, over all attempts; null for no limit.</param>
/// <param name="Day">The most that all files may cost in a day (UTC); null for no limit.</param>
/// <param name="CacheMaxAge">How old an answer may be to be given again; zero: each question is asked.</param>
internal sealed record ModelBudgets(decimal? Document, decimal? Day, TimeSpan CacheMaxAge);
