using Nanobot.Platform.Data;

namespace Nanobot.Platform.Tests.Data;

public sealed class StatementNamesTests
{
    [Theory]
    [InlineData("select 1 from users where user_id = $1", "SELECT users")]
    [InlineData("insert into nanobot.outbox (topic) values ($1) on conflict (id) do update set topic = $1", "INSERT nanobot.outbox")]
    [InlineData("delete from sessions where session_id = $1 returning *", "DELETE sessions")]
    [InlineData("with due as (select ctid as place from jobs for update skip locked) update jobs set x = 1 where ctid = any(array(select place from due))", "UPDATE jobs")]
    [InlineData("select due_at from (select due_at from jobs order by due_at limit $1) head", "SELECT jobs")]
    [InlineData("select (select from x where true) as y", "SELECT x")]
    [InlineData("select report_id from reports for no key update skip locked", "SELECT reports")]
    [InlineData("  listen changes", "LISTEN")]
    [InlineData("select now()", "SELECT")]
    [InlineData("", "")]
    public void A_statement_is_named_by_what_it_does_to_which_table(string text, string name) => Assert.Equal(name, StatementNames.Of(text));
}
