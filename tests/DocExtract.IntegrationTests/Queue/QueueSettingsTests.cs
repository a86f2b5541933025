using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Readers;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Vision;
using DocExtract.Worker.Queue;
using Microsoft.Extensions.Options;

namespace DocExtract.IntegrationTests.Queue;

public sealed class QueueSettingsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Theory]
    [InlineData("Queue:Names", "Documents", "small letters")]
    [InlineData("Queue:Names", "urgent,,bulk", "separated by commas")]
    [InlineData("Queue:Names", "urgent,urgent", "twice")]
    [InlineData("Queue:PoisonName", "documents", "twice", "Queue:Names", "documents")]
    [InlineData("Storage:InboxContainers", "inbox;scans", "separated by commas")]
    public async Task A_setting_that_makes_no_sense_is_refused_with_a_sentence(
        string setting, string value, string told, string? otherSetting = null, string? otherValue = null)
    {
        (string, string)[] settings = otherSetting is null ? [(setting, value)] : [(setting, value), (otherSetting, otherValue!)];
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, settings);

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(pipeline.StartAsync);

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queues_are_read_in_the_order_they_are_named() =>
        Assert.Equal(["urgent", "documents", "bulk"], new QueueOptions { Names = "urgent, documents,bulk" }.InOrder);

    [Theory]
    [InlineData(null, new int[0], 4)]
    [InlineData(null, new[] { 16 }, 20)]
    [InlineData(null, new[] { 3, 16, 8 }, 20)]
    [InlineData(7, new[] { 16 }, 7)]
    public void There_is_room_for_the_cores_and_for_what_waits_for_the_model_that_takes_most(int? set, int[] models, int places)
    {
        IReader[] readers =
        [
            new EInvoiceReader(),
            .. models.Select(most => new VisionReader(Some.Vision(new Uri("http://127.0.0.1:9/v1")) with { Concurrency = most }, TimeProvider.System)),
        ];

        Assert.Equal(places, WorkRoom.Of(new QueueOptions { Concurrency = set }, cores: 4, readers).Places);
    }
}
