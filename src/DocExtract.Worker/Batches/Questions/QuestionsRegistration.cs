using DocExtract.Readers;
using DocExtract.Readers.Vision.Batches;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Batches.Questions;

internal static class QuestionsRegistration
{
    /// <summary>Questions in batches: to the first model of the cascade.</summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(BatchLimits.Published);
        services.AddSingleton(provider => new ModelBatches(VisionTiers.First(configuration).ToOptions(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ModelBatchStore>().AddSingleton<ModelBatchQueries>().AddSingleton<OpenBatches>();
        services.AddSingleton<BatchSender>().AddSingleton<BatchSubmission>().AddSingleton<BatchCollection>().AddSingleton<UnansweredQuestions>().AddSingleton<BatchRelease>();
        services.AddTransient<BatchWriter>();
        return services;
    }

    /// <summary>Settings with which no batch can come to anything are told before one is paid.</summary>
    /// <exception cref="FormatException">No model is asked, or its answers are not remembered.</exception>
    public static void CheckBatches(this IServiceProvider provider)
    {
        var vision = Vision(provider);
        if (!provider.GetRequiredService<IOptions<ExtractionOptions>>().Value.ReaderOrder(VisionTiers.HasModel(provider, provider.GetRequiredService<IConfiguration>())).Contains(ReaderNames.Vision))
        {
            throw new FormatException("A batch needs a model: set OPENAI_API_KEY, or give --endpoint URL and --model NAME; and the reader vision.");
        }

        if (vision.CacheMaxAge == TimeSpan.Zero || vision.Replay is not null)
        {
            throw new FormatException("A batch's answers are taken from what is remembered: leave out --replay, and set Vision__CacheMaxAge above zero.");
        }
    }

    private static VisionSettings Vision(IServiceProvider provider) => provider.GetRequiredService<IOptions<VisionSettings>>().Value;
}
