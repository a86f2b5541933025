namespace DocExtract.Worker.Results;

/// <summary>What is to be purged: finished before a time, and in one of some states.</summary>
/// <param name="Before">Documents finished, and answers given, before it.</param>
/// <param name="Statuses">Of the file, or of every document in it; empty: whatever it came to.</param>
/// <param name="Files">Whether blobs are deleted too, also those of files that were purged without them.</param>
internal sealed record PurgeScope(DateTime Before, IReadOnlyList<string> Statuses, bool Files);

/// <summary>A file to be purged.</summary>
internal sealed record PurgeCandidate(long Id, string SourceUri, string ETag);

/// <summary>What a purge is about.</summary>
/// <param name="Files">Files by their status, documents in them not counted.</param>
/// <param name="Blobs">Blobs that would be deleted.</param>
/// <param name="Answers">Remembered answers of models that are as old.</param>
/// <param name="Batches">Collected batches that are as old.</param>
internal sealed record PurgeCounts(IReadOnlyList<(string Status, long Count)> Files, long Blobs, long Answers, long Batches);
