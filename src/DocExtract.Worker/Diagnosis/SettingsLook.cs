using DocExtract.Readers;
using DocExtract.Worker.Configuring;
using DocExtract.Worker.Engine;
using DocExtract.Worker.History;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Telemetry;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Whether the settings are known, have values they can have, and go together.</summary>
internal static class SettingsLook
{
    public const string Part = "settings";

    /// <summary>Each fails with what does not go together; storage and database are looked at themselves.</summary>
    private static readonly Action<IServiceProvider>[] Groups =
    [
        Check<ExtractionOptions>, Check<VisionSettings>, Check<QueueOptions>, Check<JobOptions>, Check<SweepOptions>, Check<OutboxOptions>,
        Check<HistoryOptions>, Check<HealthOptions>, Check<TelemetryOptions>, services => _ = services.GetRequiredService<IReadOnlyList<IReader>>(),
    ];

    public static async Task<IReadOnlyList<PartState>> LookAsync(IConfigurationRoot configuration, IServiceProvider services, CancellationToken cancellationToken)
    {
        List<PartState> states = [.. SettingFaults.Of(configuration).Select(fault => PartState.Wrong(Part, fault))];
        if (states.Count == 0)
        {
            foreach (var group in Groups)
            {
                states.AddRange(await Examination.OfAsync(Part, "", _ => Task.FromResult<IReadOnlyList<PartState>>(Nothing(() => group(services))), cancellationToken));
            }
        }

        // One fault of a section shows in all that need it.
        return states.Count > 0 ? [.. states.Distinct()] : [PartState.Well(Part, Count(GivenSetting.In(configuration)))];
    }

    private static IReadOnlyList<PartState> Nothing(Action check)
    {
        check();
        return [];
    }

    private static void Check<T>(IServiceProvider services) where T : class => _ = services.GetRequiredService<IOptions<T>>().Value;

    private static string Count(IReadOnlyList<GivenSetting> given) => given.Count == 0
        ? "None is given: all have their defaults."
        : $"{given.Count} {(given.Count == 1 ? "is" : "are")} given: docextract settings names them.";
}
