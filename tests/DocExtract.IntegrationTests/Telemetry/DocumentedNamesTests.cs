using System.Reflection;
using System.Text.Json;
using DocExtract.Telemetry;
using DocExtract.Worker.Queue;

namespace DocExtract.IntegrationTests.Telemetry;

public sealed class DocumentedNamesTests
{
    private static readonly string Docs = File.ReadAllText(Some.RepositoryPath("docs", "telemetry.md"));

    [Fact]
    public void Every_outcome_of_a_message_is_documented() => Assert.All(
        typeof(Outcome).GetNestedTypes(), outcome => Assert.Contains($"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.Name)}`", Docs, StringComparison.Ordinal));

    [Fact]
    public void Every_stage_and_every_verdict_is_documented()
    {
        var stages = typeof(Stage).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        var verdicts = Enum.GetNames<Verdict>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

        Assert.All(stages.Concat(verdicts), name => Assert.Contains($"`{name}`", Docs, StringComparison.Ordinal));
    }
}
