namespace DocExtract.IntegrationTests.Results.Scripts;

public sealed class ExpandRuleTests
{
    /// <summary>The newest script that was there before versions ran side by side.</summary>
    private const string Baseline = "0012";

    [Fact]
    public void Every_migration_since_the_first_release_only_adds_or_says_since_when_nobody_needs_what_it_takes_away()
    {
        var scripts = Directory.GetFiles(Some.RepositoryPath("migrations"), "*.sql").Order(StringComparer.Ordinal)
            .Where(path => string.CompareOrdinal(Path.GetFileName(path)[..4], Baseline) > 0).ToList();

        Assert.NotEmpty(scripts);
        Assert.Empty(scripts.SelectMany(path => ExpandRule.Broken(File.ReadAllText(path)).Select(statement => $"{Path.GetFileName(path)}: {statement}")));
    }

    [Theory]
    [InlineData("drop table docextract.fields;")]
    [InlineData("drop view report.review;")]
    [InlineData("alter table docextract.documents drop column total;")]
    [InlineData("alter table docextract.documents add column a text, drop column total;")]
    [InlineData("alter table docextract.documents rename column total to amount;")]
    [InlineData("alter table docextract.documents rename to papers;")]
    [InlineData("alter table docextract.documents alter column total type text;")]
    [InlineData("alter table docextract.documents alter total set data type numeric(12, 2);")]
    [InlineData("alter table docextract.documents alter column total set not null;")]
    [InlineData("alter table docextract.documents\n    add column page_size text not null;")]
    [InlineData("alter table docextract.documents drop constraint documents_status_check;")]
    [InlineData("alter view report.review rename to doubts;")]
    [InlineData("do $$ begin execute 'alter table docextract.documents drop column total'; end $$;")]
    [InlineData("-- contract: soon\ndrop table docextract.fields;")]
    [InlineData("select 'It''s; -- no comment'; drop table docextract.fields;")]
    public void What_an_older_worker_uses_is_not_taken_away(string script) => Assert.Single(ExpandRule.Broken(script));

    [Theory]
    [InlineData("create table docextract.notes (id bigint primary key); alter table docextract.notes add column a text not null;")]
    [InlineData("alter table docextract.documents add column a text, add column b integer not null default 0;")]
    [InlineData("alter table docextract.documents add column a numeric(12, 2) check (a > 0 and a is not null), alter column total drop not null;")]
    [InlineData("alter table docextract.documents drop constraint wider, add constraint wider check (total > 0);")]
    [InlineData("create or replace view report.review as select 1 as a;")]
    [InlineData("create function docextract.f() returns trigger language plpgsql as $$ begin drop table gone; end $$;")]
    [InlineData("-- contract: since 1.4.0, no worker reads it\ndrop table docextract.fields;")]
    [InlineData("drop trigger t on docextract.documents; create trigger t after insert on docextract.documents execute function f();")]
    [InlineData("-- drop table docextract.fields;\nselect 'drop table docextract.fields;';")]
    public void What_only_adds_is_fine(string script) => Assert.Empty(ExpandRule.Broken(script));

    [Fact]
    public void The_scripts_before_the_rule_would_have_broken_it() =>
        Assert.NotEmpty(ExpandRule.Broken(File.ReadAllText(Some.RepositoryPath("migrations", "0003_split_documents.sql"))));
}
