using Azure;
using Azure.Identity;
using DocExtract.Worker.Configuring;
using DocExtract.Worker.Jobs;
using Npgsql;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Looks at a part: whatever goes wrong is what was to be found out, and the next part is looked at all the same.</summary>
internal static class Examination
{
    /// <summary>Twice as long as the storage client tries by itself.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>What <paramref name="look"/> finds; or why it could not look, as a state of the part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="remedy">What mends it where nothing of it works.</param>
    /// <param name="look">Looks.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public static async Task<IReadOnlyList<PartState>> OfAsync(
        string part, string remedy, Func<CancellationToken, Task<IReadOnlyList<PartState>>> look, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Limit);
        try
        {
            return await look(late.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [PartState.Wrong(part, $"No answer within {Limit.TotalSeconds:0} seconds. {remedy}")];
        }
#pragma warning disable CA1031 // Any failure is a finding here, told in a line of its own.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return [PartState.Wrong(part, $"{Sentence(failure)} {remedy}".TrimEnd())];
        }
    }

    /// <summary>Of services only what holds no secret; our own sentences as they are.</summary>
    private static string Sentence(Exception failure) => failure switch
    {
        NpgsqlException or RequestFailedException or AuthenticationFailedException or AggregateException => FailureText.Of(failure),
        InvalidOperationException wrong when WrongSetting.Explain(wrong) is { } sentence => sentence,
        _ => failure.Message,
    };
}
