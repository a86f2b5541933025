using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>A model that has read the samples by heart: it answers with the truth of the one whose number stands in the question.</summary>
internal static class DocsModel
{
    private static readonly Dictionary<string, string> Answers = new()
    {
        ["LW-26-0381"] = "invoice-en-british",
        ["GM-21044"] = "invoice-total-wrong",
    };

    public static ModelStep Choose(ModelRequest request)
    {
        string question = request.WithoutImages().ToJsonString();
        return request.Body["response_format"] is null ? ModelStep.Answer("On 13 April 2026.")
            : Answers.FirstOrDefault(known => question.Contains(known.Key, StringComparison.Ordinal)) is { Value: { } sample } ? ModelStep.Answer(Some.AnswerOf(sample).ToJsonString())
            : ModelStep.Error(404, "not_found", "This model knows the samples that the documents name, and nothing else.");
    }
}
