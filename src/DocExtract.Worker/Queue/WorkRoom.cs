using DocExtract.Readers;
using DocExtract.Readers.Vision;

namespace DocExtract.Worker.Queue;

/// <summary>How many messages are worked on at one time.</summary>
internal sealed record WorkRoom(int Places)
{
    /// <summary>
    /// As set; otherwise one for each core, and one more for each question that a model's endpoint takes at one time: while those wait, the
    /// cores go on with others. Of several models the one that takes most.
    /// </summary>
    public static WorkRoom Of(QueueOptions options, int cores, IEnumerable<IReader> readers) =>
        new(options.Concurrency ?? cores + readers.OfType<VisionReader>().Select(reader => reader.Concurrency).DefaultIfEmpty().Max());
}
