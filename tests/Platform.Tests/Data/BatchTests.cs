using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

/// <summary>Several statements in one transaction and one round trip.</summary>
public sealed class BatchTests(TenantDatabase database) : IClassFixture<TenantDatabase>
{
    private const string Insert = "insert into notes (tenant_id, user_id, text) values ($1, $2, $3)";
    private const string Select = "select text from notes order by text";
    private const string Demand = "select nanobot.demand(count(*) >= $1, 'enough notes', count(*)) from notes";

    [Fact]
    public async Task Each_statement_sees_what_those_before_it_did_and_gets_its_own_rows()
    {
        var ada = TestContexts.User("ada");
        var (before, after) = (Texts(), Texts());

        await database.Db.BatchAsync(ada, [before, Note(ada, "a"), SqlStep.Demand(new Sql(Demand, 1L)), Note(ada, "b"), after], default);

        Assert.Empty(before.Rows);
        Assert.Equal(["a", "b"], after.Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_demand_that_does_not_hold_says_what_was_found_and_nothing_is_done_before_or_behind_it(int behind)
    {
        var ada = TestContexts.User("ada");
        await database.Db.BatchAsync(ada, [Note(ada, "kept")], default);

        var unmet = await Assert.ThrowsAsync<UnmetDemandException>(() => database.Db.BatchAsync(
            ada, [Note(ada, "a"), SqlStep.Demand(new Sql(Demand, 5L)), .. Enumerable.Repeat(Note(ada, "b"), behind)], default));

        Assert.Equal(("enough notes", 2), (unmet.What, unmet.Found));
        var kept = Texts();
        await database.Db.BatchAsync(ada, [kept], default);
        Assert.Equal(["kept"], kept.Rows);
    }

    [Fact]
    public async Task Another_error_is_what_it_was_and_nothing_is_done_either()
    {
        var ada = TestContexts.User("ada");

        var error = await Assert.ThrowsAsync<PostgresException>(() => database.Db.BatchAsync(ada, [Note(ada, "a"), Note(TestContexts.User("eve"), "b")], default));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
        Assert.Empty(await database.Db.QueryAsync(ada, new Sql(Select), static row => row.GetString(0), default));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_keeps_its_place_in_a_list_and_fails_what_reads_it_alone()
    {
        var ada = TestContexts.User("ada");
        var list = new SqlList<string>(new Sql(Select), [0], static row => row.GetString(0) == "odd" ? throw new StoredDataException("it is odd") : row.GetString(0));
        var rows = new SqlRows<string>(new Sql(Select), static _ => throw new StoredDataException("it is odd"));

        await database.Db.BatchAsync(ada, [Note(ada, "even"), Note(ada, "odd"), list], default);

        Assert.Equal([true, false], list.Rows.Select(static row => row.IsReadable));
        await Assert.ThrowsAsync<StoredDataException>(() => database.Db.BatchAsync(ada, [rows], default));
    }

    [Fact]
    public async Task The_same_steps_may_be_run_again()
    {
        var ada = TestContexts.User("ada");
        var texts = Texts();

        await database.Db.BatchAsync(ada, [Note(ada, "a"), texts], default);
        await database.Db.BatchAsync(ada, [texts], default);

        Assert.Equal(["a"], texts.Rows);
    }

    private static SqlRows<string> Texts() => new(new Sql(Select), static row => row.GetString(0));

    private static SqlStep Note(TenantContext context, string text) => SqlStep.Do(new Sql(Insert, context.TenantId, context.UserId, text));
}
