using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Outages;

/// <summary>
/// Makes one kind of statement fail with the code of a full disk. No disk is filled: the answer is the one that Postgres gives then.
/// </summary>
internal static class RefusingPostgres
{
    /// <param name="database">Where.</param>
    /// <param name="statement">Such as <c>update on docextract.documents</c>.</param>
    /// <param name="condition">On which rows, such as <c>new.finished_at is not null</c>.</param>
    public static Task BeginAsync(TestDatabase database, string statement, string condition = "true") => database.ScalarAsync<int>(
        $"""
        create sequence docextract.refused;
        create function docextract.refuse() returns trigger language plpgsql as $$
        begin
            perform nextval('docextract.refused');
            raise 'could not extend file: No space left on device' using errcode = '53100';
        end $$;
        create trigger refuse before {statement} for each row when ({condition}) execute function docextract.refuse();
        """);

    /// <summary>How many statements were refused.</summary>
    public static Task<int> CountAsync(TestDatabase database) =>
        database.ScalarAsync<int>("select case when is_called then last_value else 0 end from docextract.refused");

    public static Task EndAsync(TestDatabase database) => database.ScalarAsync<int>("drop function docextract.refuse() cascade");
}
