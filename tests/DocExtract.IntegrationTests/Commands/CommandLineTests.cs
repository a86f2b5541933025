using System.Text.Json;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.Local;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>The executable as other programs see it: stdout, stderr and exit code.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Extract_prints_one_document_with_every_promised_key_and_nothing_else_on_stdout()
    {
        var result = await Program.RunAsync("extract", File("march.xml", Some.InvoiceXml()));

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        var json = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(
            ["file", "sha256", "document_type", "document_type_reason", "verdict", "reader", "data", "confidence", "evidence", "findings", "rejection", "pages", "usage"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("march.xml", "invoice", "accepted", "e-invoice"), (Text(json, "file"), Text(json, "document_type"), Text(json, "verdict"), Text(json, "reader")));
        Assert.Equal("120.00", json.GetProperty("data").GetProperty("total").GetRawText());
        Assert.Contains(json.GetProperty("evidence").EnumerateArray(), place => Text(place, "field") == "/total" && Text(place, "source") == "xml");
    }

    [Fact]
    public async Task Several_files_come_one_a_line_in_the_order_given_and_a_rejected_one_makes_3()
    {
        var result = await Program.RunAsync(
            "extract", File("b.xml", Some.InvoiceXml("B-1")), File("text.pdf", "just text"u8.ToArray()), File("a.xml", Some.InvoiceXml("A-1")));

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["b.xml", "text.pdf", "a.xml"], lines.Select(line => Text(line, "file")));
        Assert.Equal("unsupported", Text(lines[1].GetProperty("rejection"), "code"));
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task A_model_named_on_the_command_line_is_asked()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));

        var result = await Program.RunAsync(
            "extract", File("march.pdf", Some.InvoicePdf()), "--type", "invoice", "--readers", "vision", "--endpoint", model.Endpoint.AbsoluteUri, "--model", "scripted");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("scripted", model.Requests.Single().Body["model"]!.GetValue<string>());
        Assert.Equal("accepted", Text(JsonDocument.Parse(result.Output).RootElement, "verdict"));
    }

    [Fact]
    public async Task A_repair_is_proposed_with_the_place_where_it_is_printed()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer.Replace("120.00", "720.00")));

        var result = await Program.RunAsync(
            "extract", File("march.pdf", Some.InvoicePdf()), "--type", "invoice", "--readers", "vision", "--endpoint", model.Endpoint.AbsoluteUri, "--model", "scripted");

        var json = JsonDocument.Parse(result.Output).RootElement;
        var finding = Assert.Single(json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("proposal").ValueKind == JsonValueKind.Object);
        var proposal = finding.GetProperty("proposal");
        Assert.Equal("needs_review", Text(json, "verdict"));
        Assert.Equal("720.00", json.GetProperty("data").GetProperty("total").GetRawText());
        Assert.Equal(("/total", "repair-proposed", "error"), (Text(finding, "field"), Text(finding, "rule"), Text(finding, "severity")));
        Assert.Equal((120.00m, 1, 4, "120.00", "text-layer"), (
            proposal.GetProperty("value").GetDecimal(), proposal.GetProperty("page").GetInt32(), proposal.GetProperty("box").GetArrayLength(), Text(proposal, "text"), Text(proposal, "source")));
    }

    [Fact]
    public async Task Recorded_answers_are_given_again_without_asking_and_others_are_refused()
    {
        string tape = Path.Combine(_folder.FullName, "tape"), march = File("march.pdf", Some.InvoicePdf());
        string[] Reading(params string[] more) => ["--type", "invoice", "--readers", "vision", .. more];
        await using (var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer)))
        {
            await Program.RunAsync(["extract", march, .. Reading("--record", tape, "--endpoint", model.Endpoint.AbsoluteUri, "--model", "scripted")]);
        }

        var again = await Program.RunAsync(["extract", march, .. Reading("--replay", tape, "--endpoint", "http://127.0.0.1:1/v1", "--model", "scripted")]);
        var other = await Program.RunAsync(["extract", march, .. Reading("--replay", tape, "--endpoint", "http://127.0.0.1:1/v1", "--model", "another")]);

        string kept = await System.IO.File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(tape)));
        Assert.Equal((0, "accepted"), (again.ExitCode, Text(JsonDocument.Parse(again.Output).RootElement, "verdict")));
        Assert.Contains("\"url\": \"sha256:", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("base64", kept, StringComparison.Ordinal);
        Assert.Contains("No answer was recorded", other.Output + other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_endpoint_makes_1_and_does_not_cost_the_other_files()
    {
        var result = await Program.RunAsync(
            new Dictionary<string, string> { ["Vision__Attempts"] = "1" },
            "extract", File("march.pdf", Some.InvoicePdf()), File("march.xml", Some.InvoiceXml()), "--endpoint", "http://127.0.0.1:1/v1", "--model", "none");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("march.pdf", result.Errors, StringComparison.Ordinal);
        Assert.Equal("march.xml", Text(JsonDocument.Parse(result.Output).RootElement, "file"));
    }

    [Fact]
    public async Task A_budget_for_a_model_whose_price_nobody_knows_is_refused_and_one_that_is_free_is_not()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        using var free = new PricedProfile(input: 0, output: 0);
        string[] reading = ["extract", File("march.pdf", Some.InvoicePdf()), "--readers", "vision", "--endpoint", model.Endpoint.AbsoluteUri, "--model", "scripted"];
        var budget = new Dictionary<string, string> { ["Vision__DocumentBudget"] = "0.05" };

        var refused = await Program.RunAsync(budget, reading);
        var read = await Program.RunAsync(new Dictionary<string, string>(budget) { ["Vision__Profile"] = PricedProfile.Name, ["Vision__ProfileFolder"] = free.Folder }, reading);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("need the price of scripted at 127.0.0.1, which nobody knows", refused.Errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), (read.ExitCode, read.Errors));
        Assert.Equal(0, JsonDocument.Parse(read.Output).RootElement.GetProperty("usage").GetProperty("cost").GetDecimal());
    }

    [Theory]
    [InlineData("extract")]
    [InlineData("extract", "there-is-no-such-file.pdf")]
    [InlineData("run", "there-is-no-such-folder")]
    [InlineData("frobnicate")]
    [InlineData("eval")]
    [InlineData("eval", "--generated", "0")]
    [InlineData("eval", ".", "--generated", "5")]
    [InlineData("report", "nonsense")]
    [InlineData("report", "summary", "--limit", "0")]
    [InlineData("report", "summary", "--since", "yesterday")]
    [InlineData("extract", "docextract.dll", "--readers", "crystal-ball")]
    [InlineData("extract", "docextract.dll", "--readers", "vision")]
    [InlineData("extract", "docextract.dll", "--type", "love-letter")]
    [InlineData("run", "docextract.dll", "--fresh", "--type", "love-letter")]
    [InlineData("extract", "docextract.dll", "--endpoint", "not an address")]
    [InlineData("extract", "docextract.dll", "--schemas", ".")]
    public async Task Wrong_usage_makes_2_with_a_sentence_and_no_stack_trace(params string[] arguments)
    {
        var result = await Program.RunAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Errors);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_shows_every_document_and_a_second_run_reads_nothing_again()
    {
        var documents = Directory.CreateDirectory(Path.Combine(_folder.FullName, "documents"));
        await System.IO.File.WriteAllBytesAsync(Path.Combine(documents.FullName, "march 100%.xml"), Some.InvoiceXml());
        await System.IO.File.WriteAllBytesAsync(Path.Combine(documents.FullName, "broken.pdf"), "just text"u8.ToArray());
        using var home = new TemporaryHome();
        var data = new Dictionary<string, string> { ["Local__DataDirectory"] = home.Directory };

        var first = await Program.RunAsync(data, "run", documents.FullName);
        var second = await Program.RunAsync(data, "run", documents.FullName);
        var report = await Program.RunAsync(data, "report", "failures", "--format", "csv");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, report.ExitCode));
        Assert.Contains("2 documents: 1 accepted, 0 need review, 1 rejected", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("already extracted", first.Output, StringComparison.Ordinal);
        Assert.Contains("2 already extracted", second.Output, StringComparison.Ordinal);
        Assert.Contains("broken.pdf,,unsupported", report.Output, StringComparison.Ordinal);
    }

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    [Theory]
    [InlineData("OPENAI_API_KEY", null)]
    [InlineData("Vision__ApiKey", "Bearer sk-some-key")]
    public async Task Key_of_OpenAI_is_sent_to_no_other_host(string variable, string? authorization)
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        string file = Path.Combine(Path.GetTempPath(), $"docextract-{Guid.NewGuid():N}.pdf");
        await System.IO.File.WriteAllBytesAsync(file, Some.InvoicePdf());

        var result = await Program.RunAsync(
            new Dictionary<string, string> { [variable] = "sk-some-key" },
            "extract", file, "--type", "invoice", "--endpoint", server.Endpoint.ToString(), "--model", "some-model");
        System.IO.File.Delete(file);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(authorization, Assert.Single(server.Requests).Authorization);
    }
}
