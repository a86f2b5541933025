using System.Globalization;
using DocExtract.Chaos.Site;

namespace DocExtract.Chaos;

/// <summary>How the workers of a run are configured: as in production, with times short enough for a run of minutes.</summary>
internal static class WorkerSettings
{
    public static Dictionary<string, string?> Of(ChaosPlan plan, ChaosSite site, ChaosModel model) => new()
    {
        ["Postgres__ConnectionString"] = site.PostgresForWorkers,
        ["Storage__ConnectionString"] = site.StorageForWorkers,
        ["Health__Port"] = "0",
        ["Queue__VisibilityTimeout"] = "00:00:08",
        ["Queue__MaxPollInterval"] = "00:00:00.500",
        ["Queue__DrainTimeout"] = plan.Drain.ToString("c", CultureInfo.InvariantCulture),

        // Messages cannot be given back while storage is away, and on a busy machine it takes a quarter of a minute to come back.
        ["DOTNET_SHUTDOWNTIMEOUTSECONDS"] = (plan.Drain.TotalSeconds + 45).ToString("0", CultureInfo.InvariantCulture),
        ["Job__RetryDelay"] = "00:00:00.500",
        ["Job__MaxRetryDelay"] = "00:00:03",

        // Workers are killed at random here, which is no document's fault: neither failures nor deaths may use a document up.
        ["Job__MaxAttempts"] = "100",
        ["Job__MaxCrashes"] = "100",
        ["Extraction__Type"] = "invoice",
        ["Extraction__Readers"] = "thorough",
        ["Extraction__Pages__Dpi"] = "100",
        ["Vision__Endpoint"] = model.Endpoint.AbsoluteUri,
        ["Vision__Model"] = "scripted",
        ["Vision__Profile"] = "openai",
        ["Vision__ApiKey"] = "some-key",
        ["Vision__RetryDelay"] = "00:00:00.050",
        // Short, since some questions are never answered; where none is left unanswered, a busy machine gets its time.
        ["Vision__Timeout"] = plan.Faults > 0 ? "00:00:03" : "00:00:30",
        ["Vision__MaxOutputTokens"] = "1000",
        ["Vision__ImageDpi"] = "72",
        ["Vision__Price__Input"] = ChaosModel.InputPrice.ToString(CultureInfo.InvariantCulture),
        ["Vision__Price__Output"] = ChaosModel.OutputPrice.ToString(CultureInfo.InvariantCulture),
        ["OPENAI_API_KEY"] = null,
        ["DOTNET_TieredPGO"] = "0", // Starts quicker, which is what these workers do most.
    };
}
