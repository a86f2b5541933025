using System.Diagnostics;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Engine;

internal static class EngineRegistration
{
    /// <summary>The engine: one extractor with its sandboxes, models and readers for the whole process.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExtractionOptions>().Bind(configuration.GetSection(ExtractionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ExtractionOptions>, ValidateExtractionOptions>();
        services.AddOptions<VisionSettings>().Bind(configuration.GetSection(VisionSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<VisionSettings>, ValidateVisionSettings>();

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Options(provider).Limits);
        services.AddSingleton(provider => SchemaCatalog.Load(Options(provider).Schemas));
        services.AddSingleton(provider => new DocumentOpener(Options(provider).Pages, Options(provider).Limits));
        services.AddSingleton(provider => new Extractor(
            Options(provider).Limits, provider.GetRequiredService<DocumentOpener>(), provider.GetRequiredService<SchemaCatalog>(),
            Readers(provider), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static ExtractionOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ExtractionOptions>>().Value;

    private static IReadOnlyList<IReader> Readers(IServiceProvider provider)
    {
        var vision = provider.GetRequiredService<IOptions<VisionSettings>>().Value;
        return [.. Options(provider).ReaderOrder(vision.IsConfigured).Select(name => Reader(name, vision, provider.GetRequiredService<TimeProvider>()))];
    }

    private static IReader Reader(string name, VisionSettings vision, TimeProvider time) => name switch
    {
        ReaderNames.EInvoice => new EInvoiceReader(),
        ReaderNames.Offline => new OfflineReader(),
        ReaderNames.Vision when vision.IsConfigured => Affordable(new VisionReader(vision.ToOptions(), time), vision),
        ReaderNames.Vision => throw new FormatException(
            "The reader 'vision' needs a model: set OPENAI_API_KEY for OpenAI, or give --endpoint URL and --model NAME for any other server."),
        _ => throw new UnreachableException(),
    };

    /// <summary>A budget that counts every call as free would never be passed.</summary>
    private static VisionReader Affordable(VisionReader reader, VisionSettings vision) =>
        reader.IsPriceKnown || !vision.HasBudget || vision.Replay is not null ? reader : throw new FormatException(
            $"Vision:DocumentBudget and Vision:DayBudget need the price of {vision.ToOptions()}, which nobody knows. Give it in a profile's model entry (\"price\"; docs/models.md), or leave the budgets out.");
}
