using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Jobs;

/// <summary>Has the engine read a claimed document within its time, on its account.</summary>
internal sealed class ExtractionStage(CpuStage cpu, Extractor extractor, ModelAccounts accounts, JobSettings settings)
{
    /// <param name="announcement">What is known of the file.</param>
    /// <param name="content">Of the file.</param>
    /// <param name="claim">On whose account models are asked.</param>
    /// <param name="timeout">Is set to run out: waiting for room is not work.</param>
    /// <param name="cancellationToken">Ends the work, and is cancelled by <paramref name="timeout"/> too.</param>
    public Task<Extraction> RunAsync(
        Announcement announcement, ReadOnlyMemory<byte> content, Claim claim, CancellationTokenSource timeout, CancellationToken cancellationToken) =>
        cpu.RunAsync(
            () =>
            {
                timeout.CancelAfter(settings.Options.Timeout);
                return extractor.ExtractAsync(
                    announcement.FileName, content, announcement.DocumentType ?? settings.DocumentType, accounts.Of(claim), cancellationToken);
            },
            cancellationToken);
}
