using System.Diagnostics;
using System.Text;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Telemetry;

namespace DocExtract.IntegrationTests.Telemetry;

public sealed class TraceParentTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData($$"""{"url":"https://a.example/inbox/a.pdf","traceparent":"{{Parent}}"}""")]
    [InlineData($$"""{"specversion":"1.0","data":{"url":"https://a.example/inbox/a.pdf"},"traceparent":"{{Parent}}"}""")]
    [InlineData($$"""[{"data":{"traceparent":"another"},"traceparent":"{{Parent}}"}]""")]
    public void The_trace_of_a_message_is_found_as_json_and_as_base64_of_it(string message)
    {
        Assert.Equal(Parent, TraceParent.Of(BinaryData.FromString(message)));
        Assert.Equal(Parent, TraceParent.Of(BinaryData.FromString(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no message")]
    [InlineData("{")]
    [InlineData("""{"url":"https://a.example/inbox/a.pdf"}""")]
    [InlineData("""{"traceparent":7}""")]
    [InlineData("""{"traceparent":"\ud800"}""")]
    [InlineData("""{"\ud800":"","traceparent":7}""")]
    [InlineData("""{"data":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""")]
    public void A_message_without_a_trace_begins_one_of_its_own(string message) => Assert.Null(TraceParent.Of(BinaryData.FromString(message)));

    [Fact]
    public void What_is_announced_within_a_trace_carries_it()
    {
        using var work = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();

        var message = new Announcement(new Uri("https://a.example/inbox/a.pdf"), "1", null).ToMessage();

        Assert.Equal(work.Id, TraceParent.Of(message));
    }
}
