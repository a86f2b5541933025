using System.Text;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Commands;

/// <summary><c>docextract ask</c> as a person at a console sees it: the answer on stdout, all else on stderr.</summary>
public sealed class AskCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Answer_stands_alone_on_stdout_and_what_it_took_on_stderr()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer("120.00 EUR, on page 1."));

        var result = await AskAsync(server, "What is the total?");

        Assert.Equal((0, "120.00 EUR, on page 1.\n"), (result.ExitCode, result.Output));
        Assert.Contains("1,200 tokens in (1,024 cached), 80 out; cost not known (Vision__Price)", result.Errors, StringComparison.Ordinal);
        Assert.Contains("2026-0042", server.Requests.Single().Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_cannot_give_commands_to_the_terminal()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer("\u001b]0;owned\u0007120.00\u001b[2J\u009b1A EUR"));

        var result = await AskAsync(server, "What is the total?");

        Assert.Equal("]0;owned120.00[2J1A EUR\n", result.Output);
    }

    [Fact]
    public async Task Answer_that_breaks_off_is_marked_and_begins_anew()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.StreamCutAfter("The total is 99.00.", 4), ModelStep.Answer("The total is 120.00."));

        var result = await AskAsync(server, "What is the total?");

        Assert.Equal((0, "The total is 99.\n[The answer broke off; it begins anew.]\nThe total is 120.00.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Questions_that_are_typed_follow_the_first_until_an_empty_line()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer("120.00"), ModelStep.Answer("20.00"), ModelStep.Answer("100.00"));

        var result = await Program.RunAsync(
            new Dictionary<string, string>(), "And the tax?\nAnd without it?\n\nNever asked\n", [.. Asking(server, "What is the total?"), "--interactive"]);

        Assert.Equal((0, "120.00\n20.00\n100.00\n"), (result.ExitCode, result.Output));
        Assert.Equal(["system", "user", "assistant", "user", "assistant", "user"], server.Requests[2].Body["messages"]!.AsArray().Select(message => (string?)message!["role"]));
    }

    [Fact]
    public async Task Refusal_makes_1_and_is_told_on_stderr()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer(null, refusal: "I cannot help with that."));

        var result = await AskAsync(server, "What is the total?");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("The model refused to answer: I cannot help with that.", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_key_makes_1_with_a_sentence()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Error(401, "invalid_api_key", "Incorrect API key."));

        var result = await AskAsync(server, "What is the total?");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("key", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_over_the_budget_makes_1_and_is_not_sent()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer("120.00"));
        using var priced = new PricedProfile(input: 2, output: 8);
        var settings = new Dictionary<string, string>
        {
            ["Vision__Profile"] = PricedProfile.Name,
            ["Vision__ProfileFolder"] = priced.Folder,
            ["Vision__DocumentBudget"] = "0.001",
        };

        var result = await Program.RunAsync(settings, Asking(server, "What is the total?"));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("pass the budget of 0.001", result.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Without_a_model_or_a_question_or_the_page_it_makes_2()
    {
        await using var server = await ScriptedModelServer.StartAsync();

        var modelless = await Program.RunAsync("ask", Invoice(), "What is the total?");
        var questionless = await Program.RunAsync(Asking(server));
        var pageless = await Program.RunAsync([.. Asking(server, "What is the total?"), "--page", "2"]);

        Assert.Equal((2, 2, 2), (modelless.ExitCode, questionless.ExitCode, pageless.ExitCode));
        Assert.Contains("--endpoint URL and --model NAME", modelless.Errors, StringComparison.Ordinal);
        Assert.Contains("What is the question?", questionless.Errors, StringComparison.Ordinal);
        Assert.Contains("There is no page 2", pageless.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Protected_file_makes_3_and_is_not_sent()
    {
        await using var server = await ScriptedModelServer.StartAsync();

        var result = await Program.RunAsync(["ask", File("secret.pdf", Protected), "What is the total?", .. Model(server)]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("protected by a password", result.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    /// <summary>A PDF whose security handler knows no password that would fit.</summary>
    private static byte[] Protected => Encoding.Latin1.GetBytes(
        $"""
         %PDF-1.7
         1 0 obj
         << /Type /Catalog /Pages 2 0 R >>
         endobj
         2 0 obj
         << /Type /Pages /Kids [3 0 R] /Count 1 >>
         endobj
         3 0 obj
         << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>
         endobj
         4 0 obj
         << /Filter /Standard /V 1 /R 2 /O <{new string('1', 64)}> /U <{new string('2', 64)}> /P -4 >>
         endobj
         trailer
         << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<0102030405060708090A0B0C0D0E0F10> <0102030405060708090A0B0C0D0E0F10>] >>
         startxref
         0
         %%EOF

         """);

    private Task<ProgramResult> AskAsync(ScriptedModelServer server, string question) => Program.RunAsync(Asking(server, question));

    private string[] Asking(ScriptedModelServer server, params string[] question) => ["ask", Invoice(), .. question, .. Model(server)];

    private static string[] Model(ScriptedModelServer server) => ["--endpoint", server.Endpoint.AbsoluteUri, "--model", "scripted"];

    private string Invoice() => File("march.pdf", Some.InvoicePdf());

    private string File(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }
}
