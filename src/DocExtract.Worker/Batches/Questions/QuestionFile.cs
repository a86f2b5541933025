namespace DocExtract.Worker.Batches.Questions;

/// <summary>How much a batch may hold.</summary>
/// <param name="Lines">Questions.</param>
/// <param name="Bytes">Bytes of its file.</param>
internal sealed record BatchLimits(int Lines, long Bytes)
{
    /// <summary>As OpenAI publishes them: https://platform.openai.com/docs/guides/batch.</summary>
    public static readonly BatchLimits Published = new(50_000, 200_000_000);
}

/// <summary>The questions of a batch on this machine's disk, until they are sent: pictures are too much for memory.</summary>
internal sealed class QuestionFile : IAsyncDisposable
{
    // The folder, and with it the documents' pages, is only this user's.
    private readonly DirectoryInfo _folder;
    private readonly FileStream _lines;

    /// <param name="batchId">The batch that is filled.</param>
    public QuestionFile(long batchId)
    {
        BatchId = batchId;
        _folder = Directory.CreateTempSubdirectory("docextract-batch-");
        _lines = new FileStream(Path.Combine(_folder.FullName, "questions.jsonl"), FileMode.CreateNew, FileAccess.ReadWrite);
    }

    public long BatchId { get; }

    public int Count { get; private set; }

    public bool HasRoomFor(ReadOnlyMemory<byte> line, BatchLimits limits) => Count < limits.Lines && _lines.Length + line.Length + 1 <= limits.Bytes;

    public async Task AppendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        await _lines.WriteAsync(line, cancellationToken);
        _lines.WriteByte((byte)'\n');
        Count++;
    }

    /// <summary>The lines from the first on.</summary>
    public Stream Rewind()
    {
        _lines.Position = 0;
        return _lines;
    }

    public async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
