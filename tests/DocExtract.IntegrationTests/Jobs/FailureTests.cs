using Azure;
using DocExtract.Readers.Vision;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.IntegrationTests.Jobs;

/// <summary>What a failure means, how long it is waited, and what is told of it.</summary>
public sealed class FailureTests
{
    private static readonly JobOptions Options = new();

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(5, 5)]
    [InlineData(300, 10)]
    public void A_message_whose_document_is_being_read_does_not_wait_for_a_whole_lease(double lease, double wait) =>
        Assert.Equal(wait, Claimant.WaitFor(TimeSpan.FromSeconds(lease)).TotalSeconds);

    [Theory]
    [InlineData(0, 12, 18)]
    [InlineData(1, 24, 36)]
    [InlineData(4, 192, 288)]
    [InlineData(9, 900, 900)]
    [InlineData(1000, 900, 900)]
    public void Waits_double_with_each_failure_up_to_a_quarter_of_an_hour(int failures, int least, int most) =>
        Assert.InRange(Failure.Delay(new IOException(), failures, Options).TotalSeconds, least, most);

    [Theory]
    [InlineData(3600, 3600)]
    [InlineData(1_000_000, 86_400)]
    public void A_wait_that_the_endpoint_asks_for_holds_up_to_a_day_which_a_queue_can_hide_a_message(int asked, int wait) =>
        Assert.Equal(wait, Failure.Delay(new ModelCallException("busy") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(asked) }, 0, Options).TotalSeconds);

    [Theory]
    [InlineData(0, null, 0)]
    [InlineData(1, null, 0)]
    [InlineData(1, 5, 10)]
    [InlineData(2, 5, 25)]
    [InlineData(2, 31, 0)]
    [InlineData(100, 0, 900)]
    public void A_document_whose_worker_died_is_left_alone_longer_with_each_death(int deaths, int? since, int left) => Assert.Equal(
        left, Failure.Pause(new Deaths(deaths, since is { } seconds ? TimeSpan.FromSeconds(seconds) : null), Options).TotalSeconds);

    [Theory]
    [InlineData(0, 3, false)]
    [InlineData(1, 3, false)]
    [InlineData(2, 3, true)]
    [InlineData(5, 3, true)]
    [InlineData(0, 1, false)]
    public void The_last_try_is_the_one_before_the_limit(int deaths, int most, bool last) =>
        Assert.Equal(last, new JobOptions { MaxCrashes = most }.IsLastTry(deaths));

    [Theory]
    [InlineData(400, "OutOfRangeInput", true, false)]
    [InlineData(400, "InvalidHeaderValue", false, false)]
    [InlineData(403, "AuthorizationPermissionMismatch", false, true)]
    [InlineData(404, "BlobNotFound", false, false)]
    [InlineData(503, "ServerBusy", false, false)]
    public void What_storage_refuses_is_about_a_name_about_every_document_or_about_just_now(int status, string code, bool isAboutTheName, bool stopsTheLine)
    {
        var refused = new RequestFailedException(status, "refused", code, null);

        Assert.Equal(isAboutTheName, StorageFailure.IsAboutTheName(refused));
        Assert.Equal(stopsTheLine ? FailureKind.StopsTheLine : FailureKind.Transient, Failure.Of(refused));
        Assert.Contains(code, FailureText.Of(refused), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_failure_that_nobody_foresaw_only_kind_and_place_are_told()
    {
        const string Contents = "ACME-CONTENTS";
        Exception failure = Thrown(() => decimal.Parse(Contents, System.Globalization.CultureInfo.InvariantCulture), Contents);

        Assert.Contains("An unforeseen InvalidDataException", FailureText.Of(failure), StringComparison.Ordinal);
        Assert.Contains("FormatException", FailureText.Trace(failure), StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), FailureText.Trace(failure), StringComparison.Ordinal);
        Assert.DoesNotContain(Contents, FailureText.Of(failure) + FailureText.Trace(failure), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("22P02", "invalid input syntax for type numeric: \"ACME-CONTENTS\"", "Postgres refused a statement (22P02).")]
    [InlineData("23505", "duplicate key value ACME-CONTENTS", "Postgres refused a statement (23505).")]
    [InlineData("53100", "could not extend file: No space left on device", "Postgres: could not extend file: No space left on device (53100)")]
    [InlineData("28P01", "password authentication failed for user \"docextract\"", "Postgres: password authentication failed for user \"docextract\" (28P01)")]
    public void What_Postgres_says_is_told_where_it_is_about_the_server(string state, string said, string told) =>
        Assert.Equal(told, FailureText.Of(new PostgresException(said, "ERROR", "ERROR", state)));

    private static InvalidDataException Thrown(Action act, string contents)
    {
        try
        {
            act();
        }
        catch (FormatException inner)
        {
            try
            {
                throw new InvalidDataException($"There is something wrong with {contents}.", inner);
            }
            catch (InvalidDataException failure)
            {
                return failure;
            }
        }

        throw new InvalidOperationException("It did not fail.");
    }
}
