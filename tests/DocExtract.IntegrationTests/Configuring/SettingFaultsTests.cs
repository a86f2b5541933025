using DocExtract.Worker.Configuring;
using Microsoft.Extensions.Configuration;

namespace DocExtract.IntegrationTests.Configuring;

/// <summary>Mistyped settings are told with the name that was meant; what is nobody's business here is let be.</summary>
public sealed class SettingFaultsTests
{
    [Theory]
    [InlineData("Queue:VisibilityTimout", "00:01:00", "did you mean Queue:VisibilityTimeout?")]
    [InlineData("queue:name", "documents", "did you mean Queue:Names?")]
    [InlineData("Storage:InboxContainer", "inbox", "did you mean Storage:InboxContainers?")]
    [InlineData("Queue:Names:0", "documents", "did you mean Queue:Names?")]
    [InlineData("Extraction:Limits:MaxBites", "1", "did you mean Extraction:Limits:MaxBytes?")]
    [InlineData("Extraction:OwnCompanies:1:Nme", "Example Ltd", "did you mean Extraction:OwnCompanies:0:Name?")]
    [InlineData("Vision:Price:Imput", "1", "did you mean Vision:Price:Input?")]
    [InlineData("Vision:Tiers:2:Modle", "some-model", "did you mean Vision:Tiers:2:Model?")]
    [InlineData("Vision:Tiers:0:Fallback:EndPiont", "http://127.0.0.1", "did you mean Vision:Tiers:0:Fallback:Endpoint?")]
    [InlineData("Job:Colour", "red", "docs/configuration.md lists all.")]
    [InlineData("Vision:Price", "0.25", "is a group of settings and has no value of its own; set those in it, such as Vision:Price:Input.")]
    [InlineData("Queue", "documents", "set those in it, such as Queue:Names.")]
    public void A_name_that_there_is_not_is_told_with_the_nearest_one(string key, string value, string told)
    {
        string fault = Assert.Single(SettingFaults.Of(Given((key, value))));

        Assert.StartsWith($"{key} (command line) is ", fault, StringComparison.Ordinal);
        Assert.EndsWith(told, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Queue:VisibilityTimeout", "soon", "Queue__VisibilityTimeout (command line) cannot be 'soon'. Use hours:minutes:seconds, such as 00:01:30.")]
    [InlineData("Queue:VisibilityTimeout", "00:00:01", "Queue:VisibilityTimeout (command line) cannot be 00:00:01: it must be between 00:00:03 and 01:00:00.")]
    [InlineData("Queue:Concurrency", "0", "Queue:Concurrency (command line) cannot be 0: it must be between 1 and 1024.")]
    [InlineData("Extraction:Pages:PictureBytes", "1", "Extraction:Pages:PictureBytes (command line) cannot be 1: it must be between 67108864 and 1099511627776.")]
    [InlineData("Vision:Tiers:1:Timeout", "02:00:00", "Vision:Tiers:1:Timeout (command line) cannot be 02:00:00: it must be between 00:00:01 and 01:00:00.")]
    [InlineData("Vision:Words", "ocr", "Vision__Words (command line) cannot be 'ocr'. Use none, text-layer, all.")]
    [InlineData("History:AccountFirst", "7", "History__AccountFirst (command line) cannot be '7'. Use info, warning, error.")]
    [InlineData("Telemetry:Prometheus", "yes", "Telemetry__Prometheus (command line) cannot be 'yes'. Use true or false.")]
    public void A_value_of_another_type_or_out_of_its_range_is_told_with_what_it_may_be(string key, string value, string told) =>
        Assert.Equal([told], SettingFaults.Of(Given((key, value))));

    [Theory]
    [InlineData("Storage:AccountName", "AccountKey=c2VjcmV0")]
    [InlineData("Queue:PoisonName", "AccountKey=c2VjcmV0")]
    public void Free_text_of_another_form_is_told_and_not_repeated(string key, string value)
    {
        string fault = Assert.Single(SettingFaults.Of(Given((key, value))));

        Assert.StartsWith($"{key} (command line): it must have the form", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_told_at_once_and_what_is_right_or_of_others_is_let_be()
    {
        var faults = SettingFaults.Of(Given(
            ("Queue:Nmes", "documents"), ("Job:Timeout", "never"), ("Queue:Concurrency", "4"), ("Vision:Timeout", ""), ("Outbox:Queue", ""), ("Storage:ConnectionString", ""),
            ("Vision:Tiers:0:Model", "a"), ("Vision:Tiers:0:Fallback:Price:Input", "1"), ("Extraction:OwnCompanies:0:VatId", "GB1"), ("Logging:LogLevel:Default", "Trace"),
            ("Kestrel:Endpoints:Http:Url", "http://*"), ("Names", "some"), ("QueueNames", "some")));

        Assert.Equal(2, faults.Count());
    }

    [Fact]
    public void Of_several_sources_the_last_one_counts_and_is_named()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream("""{ "Queue": { "Concurrency": "many", "Names": [] }, "Vision": { "Tiers": [] } }"""u8.ToArray()))
            .AddInMemoryCollection([KeyValuePair.Create("queue:concurrency", (string?)"2")]).Build();

        Assert.Empty(SettingFaults.Of(configuration));
        Assert.Contains(GivenSetting.In(configuration), given => given is { Key: "queue:concurrency", Value: "2", Source: "command line" });
    }

    private static IConfigurationRoot Given(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
