using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Profiles;

namespace DocExtract.Readers.Vision.Probing;

/// <summary>Finds out with a few small questions whether the settings for an endpoint are those it needs.</summary>
/// <param name="options">The settings; nothing is recorded or replayed.</param>
/// <param name="time">The clock.</param>
public sealed class EndpointProbe(VisionOptions options, TimeProvider time)
{
    private readonly VisionOptions _options = options with { Record = null, Replay = null };

    /// <summary>The profile that fills in what the settings leave open.</summary>
    /// <exception cref="ArgumentException">There is no such profile, or a file that is none.</exception>
    public string Profile => EndpointProfiles.Choose(_options.Profile, _options.Endpoint, _options.ProfileFolder).Name;

    /// <summary>Asks.</summary>
    /// <param name="account">Where calls are booked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>What was found, up to where the endpoint failed.</returns>
    /// <exception cref="ArgumentException">An option makes no sense; the message names it.</exception>
    public async Task<IReadOnlyList<ProbeResult>> RunAsync(IModelAccount account, CancellationToken cancellationToken)
    {
        _options.Check();
        var caller = new ProbeCaller(account, time);
        List<ProbeResult> results = [];
        try
        {
            var (taken, way) = await new WayProbe(caller).FindAsync(_options, cancellationToken);
            results.Add(new ProbeResult("endpoint, key and model", "answer", "answer"));
            results.AddRange(way);
            results.AddRange(await new PictureProbe(caller).FindAsync(taken, cancellationToken));
            results.Add(await new FormProbe(caller).FindAsync(taken, cancellationToken));
        }
        catch (Exception failure) when (failure is ModelCallException or BudgetExceededException)
        {
            results.Add(new ProbeResult(results.Count == 0 ? "endpoint, key and model" : "what comes next", "answer", "failed", Advice: failure.Message));
        }

        return results;
    }
}
