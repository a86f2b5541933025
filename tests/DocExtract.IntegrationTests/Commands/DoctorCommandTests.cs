using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Commands;

/// <summary><c>docextract doctor</c> against endpoints that are well, and that are not.</summary>
public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Endpoint_that_does_what_the_settings_say_makes_0_with_four_questions()
    {
        List<ModelRequest> asked = [];
        var result = await DiagnoseAsync(new Patient { Asked = asked });

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("some-model at 127.0.0.1, profile compatible (Vision)", result.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing has to be changed.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("To set", result.Output, StringComparison.Ordinal);
        Assert.Contains("max_tokens is kept", result.Output, StringComparison.Ordinal);
        Assert.Contains("answers come piece by piece", result.Output, StringComparison.Ordinal);
        Assert.Contains("answers are held to it", result.Output, StringComparison.Ordinal);
        Assert.Equal(4, asked.Count);
        Assert.All(asked, request => Assert.Null(request.Violation));
    }

    [Fact]
    public async Task Refused_limit_is_replaced_by_the_other_one_and_both_ways_are_named()
    {
        var result = await DiagnoseAsync(new Patient { Refuses = request => request.ContainsKey("max_completion_tokens") }, ("Vision__TokenParameter", "max_completion_tokens"));

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Equal(["To set: Vision__TokenParameter=max_tokens"], ToDo(result));
        Assert.Contains("is read", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_that_is_taken_and_not_kept_is_seen()
    {
        var result = await DiagnoseAsync(new Patient { IgnoresLimit = request => request.ContainsKey("max_tokens") });

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["To set: Vision__TokenParameter=max_completion_tokens"], ToDo(result));
    }

    [Fact]
    public async Task Refused_temperature_and_stream_are_found_together_in_a_tier_of_its_own()
    {
        var result = await DiagnoseAsync(
            new Patient { Refuses = request => (decimal?)request["temperature"] == 0 || ModelStep.WantsStream(request) }, ("Vision__Tiers__0__Profile", "compatible"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["To set: Vision__Tiers__0__Temperature=1", "To set: Vision__Tiers__0__Stream=false"], ToDo(result));
    }

    [Fact]
    public async Task Ignored_form_is_replaced_by_one_that_is_kept()
    {
        var result = await DiagnoseAsync(new Patient { Holds = request => (string?)request["response_format"]?["type"] == "json_object" });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is ignored; json-object is kept", result.Output, StringComparison.Ordinal);
        Assert.Equal(["To set: Vision__StructuredOutput=json-object"], ToDo(result));
    }

    [Fact]
    public async Task Where_no_form_is_kept_the_prompt_remains()
    {
        var result = await DiagnoseAsync(new Patient { Holds = _ => false });

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["To set: Vision__StructuredOutput=prompt"], ToDo(result));
    }

    [Fact]
    public async Task Pictures_that_cost_other_than_predicted_are_told_with_both_numbers()
    {
        var result = await DiagnoseAsync(new Patient { TokensOfLarge = 900 });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("+1,207", result.Output, StringComparison.Ordinal);
        Assert.Contains("+769", result.Output, StringComparison.Ordinal);
        Assert.Contains("image rules", Assert.Single(ToDo(result)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_are_not_told_in_a_stream_are_told_without()
    {
        var result = await DiagnoseAsync(new Patient { TellsUsageInStream = false });

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["To set: Vision__Stream=false"], ToDo(result));
    }

    [Fact]
    public async Task Tokens_that_are_never_told_are_told_as_such()
    {
        var result = await DiagnoseAsync(new Patient { TellsUsageInStream = false, Refuses = request => !ModelStep.WantsStream(request) });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("booked at the most it can cost", Assert.Single(ToDo(result)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fallback_is_asked_too_and_its_settings_have_its_path()
    {
        await using var fallback = await ScriptedModelServer.StartAsync(new Patient { Holds = _ => false }.Answer, new RequestRules { OwnFields = ["structured_outputs", "guided_json"] });

        var result = await DiagnoseAsync(new Patient(), ("Vision__Fallback__Endpoint", fallback.Endpoint.AbsoluteUri), ("Vision__Fallback__Model", "other-model"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("other-model at 127.0.0.1, profile compatible (Vision:Fallback)", result.Output, StringComparison.Ordinal);
        Assert.Equal(["To set: Vision__Fallback__StructuredOutput=prompt"], ToDo(result));
    }

    [Fact]
    public async Task Server_that_is_not_there_is_told_with_what_to_look_at()
    {
        var result = await Program.RunAsync(
            new Dictionary<string, string> { ["Vision__Attempts"] = "1" }, "doctor", "--endpoint", "http://127.0.0.1:1/v1", "--model", "some-model");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("could not be reached. Is it running?", Assert.Single(ToDo(result)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "are refused")]
    [InlineData(false, "is not read")]
    public async Task Model_without_eyes_is_found_whether_it_refuses_pictures_or_makes_something_up(bool refuses, string found)
    {
        var result = await DiagnoseAsync(new Patient
        {
            Refuses = request => refuses && request.ToJsonString().Contains("image_url", StringComparison.Ordinal),
            Reads = "1234",
        });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(found, result.Output, StringComparison.Ordinal);
        Assert.Contains("Choose a model that sees pictures.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_key_is_told_after_one_question_and_never_shown()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Error(401, "invalid_api_key", "Incorrect API key: sk-some-key."));

        var result = await Program.RunAsync(
            new Dictionary<string, string> { ["Vision__ApiKey"] = "sk-some-key" }, "doctor", "--endpoint", server.Endpoint.AbsoluteUri, "--model", "some-model");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains("does not accept the key. Check Vision__ApiKey", Assert.Single(ToDo(result)), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-some-key", result.Output, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Without_a_model_it_says_how_to_have_one()
    {
        var result = await Program.RunAsync("doctor");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("--endpoint URL and --model NAME", result.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> ToDo(ProgramResult result) => result.Output.Split('\n').Where(line => line.StartsWith("To ", StringComparison.Ordinal));

    private static async Task<ProgramResult> DiagnoseAsync(Patient patient, params (string Name, string Value)[] settings)
    {
        await using var server = await ScriptedModelServer.StartAsync(patient.Answer, new RequestRules { OwnFields = ["structured_outputs", "guided_json"] });
        return await Program.RunAsync(
            settings.ToDictionary(setting => setting.Name, setting => setting.Value), "doctor", "--endpoint", server.Endpoint.AbsoluteUri, "--model", "some-model");
    }

    /// <summary>An endpoint with complaints; without any it does what the profile <c>compatible</c> says.</summary>
    private sealed class Patient
    {
        private int _pictures;

        public List<ModelRequest> Asked { get; init; } = [];

        public Func<JsonObject, bool> Refuses { get; init; } = _ => false;

        public Func<JsonObject, bool> IgnoresLimit { get; init; } = _ => false;

        public Func<JsonObject, bool> Holds { get; init; } = request => request.ContainsKey("response_format");

        public bool TellsUsageInStream { get; init; } = true;

        // 784 pixels a token.
        public int TokensOfLarge { get; init; } = 1338;

        public string? Reads { get; init; }

        public ModelStep Answer(ModelRequest request)
        {
            Asked.Add(request);
            string text = request.Body["messages"]!.ToJsonString();
            return request.Violation is { } violation ? ModelStep.Refusal(violation)
                : Refuses(request.Body) ? ModelStep.Error(400, "unsupported_parameter", "Not like this.")
                : text.Contains("Count from", StringComparison.Ordinal) ? Count(request.Body)
                : text.Contains("image_url", StringComparison.Ordinal) ? Look()
                : Say(Holds(request.Body) ? """{"word":"quartz-7-basalt"}""" : "The sea is wide.", 40, 10);
        }

        private ModelStep Count(JsonObject request) => IgnoresLimit(request)
            ? Say(string.Join(' ', Enumerable.Range(1, 60)), 20, 120)
            : TellsUsageInStream || !ModelStep.WantsStream(request) ? Say("1 2 3 4 5 6 7 8", 20, 32, "length")
            : ModelStep.Stream("1 2 3 4 5 6 7 8", StreamForm.WithoutUsage, "length");

        private ModelStep Look() => ++_pictures == 1 ? Say(Reads ?? "4827", 100 + 131, 3) : Say(Reads ?? "6391", 100 + TokensOfLarge, 3);

        private static ModelStep Say(string text, int input, int output, string finishReason = "stop") => ModelStep.Answer(text, completion =>
        {
            completion["usage"] = Completion.Usage(input, output);
            completion["choices"]![0]!["finish_reason"] = finishReason;
        });
    }
}
