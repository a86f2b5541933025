using Dapper;

namespace DocExtract.IntegrationTests.Fixtures;

public sealed class InfrastructureTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Each_test_has_a_database_of_its_own()
    {
        await using var one = await infrastructure.NewDatabaseAsync();
        await using var other = await infrastructure.NewDatabaseAsync();

        await using (var connection = await one.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("create table docextract.only_here (id int)");
        }

        await using var otherConnection = await other.Source.OpenConnectionAsync();
        Assert.Null(await otherConnection.ExecuteScalarAsync<string>("select to_regclass('docextract.only_here')::text"));
    }

    [Fact]
    public async Task A_message_and_a_blob_go_in_and_come_out()
    {
        var queue = await infrastructure.NewQueueAsync();
        var container = await infrastructure.NewContainerAsync();

        await queue.SendMessageAsync("a message");
        await container.GetBlobClient("a/blob.txt").UploadAsync(BinaryData.FromString("a blob"));

        var message = await queue.ReceiveMessageAsync();
        var blob = await container.GetBlobClient("a/blob.txt").DownloadContentAsync();
        Assert.Equal("a message", message.Value.Body.ToString());
        Assert.Equal("a blob", blob.Value.Content.ToString());
    }
}
