using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>What became of the files of a submission.</summary>
/// <param name="Waiting">Documents whose questions are with a batch.</param>
/// <param name="Queued">Documents that need no batch: a worker reads them as any other.</param>
/// <param name="OfUnknownType">Documents whose type a model must tell first, which no batch can: a worker has them asked online.</param>
/// <param name="Taken">Documents that a worker is at.</param>
/// <param name="AlreadyExtracted">Files whose content has a stored result.</param>
internal sealed record SubmittedFiles(int Waiting, int Queued, int OfUnknownType, int Taken, int AlreadyExtracted);

/// <summary>Brings files in and has the questions about them asked in batches.</summary>
internal sealed class BatchSubmission(BatchIntake intake, Extractor extractor, DocumentStore documents, ContentTwins twins, ModelBatchStore store)
{
    private enum Fate
    {
        Waiting,
        Queued,
        OfUnknownType,
        Taken,
        AlreadyExtracted,
    }

    /// <param name="files">The files.</param>
    /// <param name="documentType">Their type where that is known.</param>
    /// <param name="writer">Takes the questions.</param>
    /// <param name="cancellationToken">Ends the work; the same command goes on with it.</param>
    public async Task<SubmittedFiles> SubmitAsync(
        IReadOnlyList<FileInfo> files, string? documentType, BatchWriter writer, CancellationToken cancellationToken)
    {
        var fates = new Fate[files.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(
            0, files.Count, options, async (i, token) => fates[i] = await SubmitAsync(files[i], documentType, writer, token));
        await writer.SendAsync(cancellationToken);
        int Count(Fate fate) => fates.Count(each => each == fate);
        return new SubmittedFiles(Count(Fate.Waiting), Count(Fate.Queued), Count(Fate.OfUnknownType), Count(Fate.Taken), Count(Fate.AlreadyExtracted));
    }

    private async Task<Fate> SubmitAsync(FileInfo file, string? documentType, BatchWriter writer, CancellationToken cancellationToken)
    {
        if (await intake.PlaceAsync(file, documentType, cancellationToken) is not { } placed)
        {
            return Fate.AlreadyExtracted;
        }

        await documents.ReopenAsync(placed.Id, cancellationToken);
        if (!await store.HoldAsync(placed.Id, cancellationToken))
        {
            return Fate.Taken;
        }

        bool waits = false;
        var collector = new QuestionCollector(
            async (planned, body, token) => waits |= await writer.AddAsync(placed.Id, planned, body, token),
            (words, token) => twins.WasReadBeforeAsync(placed.Id, words, token));
        byte[] content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        await extractor.ExtractAsync(file.Name, content, documentType, collector, cancellationToken);
        if (waits)
        {
            return Fate.Waiting;
        }

        await store.LetGoAsync(placed.Id, cancellationToken);
        await intake.AnnounceAsync(placed.Announcement, cancellationToken);
        await store.ForgetAsync(placed.Id, cancellationToken);
        return collector.AsksForType ? Fate.OfUnknownType : Fate.Queued;
    }
}
