using System.Diagnostics;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Offline;
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
        services.AddSingleton(provider => Readers(provider, configuration));
        services.AddSingleton(provider => new CpuStage(Options(provider).Pages.Parallelism));
        services.AddSingleton(provider => new Extractor(
            Options(provider).Limits, provider.GetRequiredService<DocumentOpener>(), provider.GetRequiredService<SchemaCatalog>(),
            provider.GetRequiredService<IReadOnlyList<IReader>>(), provider.GetRequiredService<TimeProvider>(),
            Options(provider).OwnCompanies));
        return services;
    }

    private static ExtractionOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ExtractionOptions>>().Value;

    private static IReadOnlyList<IReader> Readers(IServiceProvider provider, IConfiguration configuration)
    {
        bool hasModel = VisionTiers.HasModel(provider, configuration);
        var time = provider.GetRequiredService<TimeProvider>();
        return [.. Options(provider).ReaderOrder(hasModel).SelectMany(name => Named(name, hasModel, configuration, time))];
    }

    private static IReadOnlyList<IReader> Named(string name, bool hasModel, IConfiguration configuration, TimeProvider time) => name switch
    {
        ReaderNames.EInvoice => [new EInvoiceReader()],
        ReaderNames.Offline => [new OfflineReader()],
        ReaderNames.Vision when hasModel => VisionTiers.Create(configuration, time),
        ReaderNames.Vision => throw new FormatException(
            $"The reader 'vision' needs a model: {VisionTiers.HowToHaveOne}."),
        _ => throw new UnreachableException(),
    };
}
