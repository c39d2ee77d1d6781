namespace Nanobot.Analyzers.Tests;

public sealed class RawNameTests
{
    [Theory]
    [InlineData("redis.KeyDelete(\"budget:acme\");", "\"budget:acme\"")]
    [InlineData("redis.KeyDelete($\"budget:{tenant}\");", "$\"budget:{tenant}\"")]
    [InlineData("redis.KeyDelete(\"budget:\" + tenant);", "\"budget:\" + tenant")]
    [InlineData("redis.KeyDelete(tenant);", "tenant")]
    [InlineData("redis.KeyDelete(new RedisKey[] { tenant });", "tenant")]
    [InlineData("redis.KeyDelete([tenant]);", "tenant")]
    [InlineData("redis.KeyDelete(string.Concat(tenant, \":x\"));", "string.Concat(tenant, \":x\")")]
    [InlineData("RedisKey key = tenant;", "tenant")]
    [InlineData("var key = (RedisKey)tenant;", "tenant")]
    [InlineData("redis.KeyDelete(new RedisKey(tenant));", "tenant")]
    [InlineData("redis.KeyDelete(System.Text.Encoding.UTF8.GetBytes(tenant));", "System.Text.Encoding.UTF8.GetBytes(tenant)")]
    [InlineData("RedisChannel.Literal($\"news:{tenant}\");", "$\"news:{tenant}\"")]
    [InlineData("cache.TryGetValue($\"report:{tenant}\", out var found);", "$\"report:{tenant}\"")]
    [InlineData("cache.Set(\"report:\" + tenant, 1);", "\"report:\" + tenant")]
    [InlineData("held.CreateEntry(tenant);", "tenant")]
    [InlineData("far.Remove($\"report:{tenant}\");", "$\"report:{tenant}\"")]
    [InlineData("var sql = \"select pg_advisory_xact_lock(hashtext($1))\";", "\"select pg_advisory_xact_lock(hashtext($1))\"")]
    [InlineData("var sql = $\"select pg_try_advisory_lock({tenant.Length})\";", "select pg_try_advisory_lock(")]
    [InlineData("const string Sql = \"select PG_ADVISORY_LOCK(1)\";", "\"select PG_ADVISORY_LOCK(1)\"")]
    public async Task A_name_that_is_made_by_hand_is_refused(string statement, string text) =>
        Assert.Equal([$"NBA001 at {text}"], await FoundAsync(statement));

    [Theory]
    [InlineData("redis.KeyDelete(name);")]
    [InlineData("redis.KeyDelete(name.Text);")]
    [InlineData("redis.KeyDelete([name, name]);")]
    [InlineData("redis.KeyDelete(Names.Of(tenant));")]
    [InlineData("redis.KeyDelete(Names.Stream(tenant));")]
    [InlineData("redis.KeyDelete(default(RedisKey));")]
    [InlineData("redis.KeyDelete((string?)null);")]
    [InlineData("redis.KeyDelete(tenant is \"\" ? name.Text : Names.Of(tenant));")]
    [InlineData("RedisChannel.Literal(name.ToString());")]
    [InlineData("cache.TryGetValue((tenant, 7), out var found);")]
    [InlineData("cache.Set(name, 1);")]
    [InlineData("cache.Set(name.Text, $\"a {tenant}\");")]
    [InlineData("new Dictionary<string, int>().Remove($\"report:{tenant}\");")]
    [InlineData("var sql = \"select 1\";")]
    public async Task One_of_the_builder_or_of_what_says_that_it_makes_names_is_not(string statement) => Assert.Empty(await FoundAsync(statement));

    [Fact]
    public async Task What_demands_names_and_who_makes_them_the_configuration_says() => Assert.Equal(
        ["NBA001 at tenant", "NBA001 at name.Text"],
        await FoundAsync("Take(tenant); redis.KeyDelete(name.Text); Take(name.Text); Take(Keys.Of(tenant)); var sql = \"select pg_advisory_lock(1)\";",
            ("nanobot_name_types", "Mine.BlobName"), ("nanobot_name_builders", "Mine.Keys"), ("nanobot_lock_functions", "sp_getapplock")));

    [Theory]
    [InlineData("redis.KeyDelete(\"x\")", 1)]
    [InlineData("((Action)(() => redis.KeyDelete(\"x\")))()", 1)]
    public async Task It_is_seen_wherever_it_stands(string expression, int found) => Assert.Equal(
        Enumerable.Repeat("NBA001 at \"x\"", found),
        await Analysis.OfAsync<RawNameAnalyzer>($"class A(StackExchange.Redis.IDatabase redis) {{ void Run() => {expression}; }}"));

    [Fact]
    public async Task A_field_counts_and_a_maker_may() => Assert.Equal(
        ["NBA001 at \"holders\""],
        await Analysis.OfAsync<RawNameAnalyzer>("""
            class A
            {
                private static readonly StackExchange.Redis.RedisKey Holders = "holders";

                [House.MakesStoreNames("Of all tenants.")]
                private static readonly StackExchange.Redis.RedisKey Others = "others";
            }
            """));

    private static Task<IReadOnlyList<string>> FoundAsync(string statements, params (string, string)[] options) => Analysis.OfAsync<RawNameAnalyzer>($$"""
        using House;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;
        using StackExchange.Redis;
        namespace Mine
        {
            readonly struct BlobName { public static implicit operator BlobName(string text) => default; }
            static class Keys { public static string Of(string tenant) => tenant; }
            [MakesStoreNames("As the library has them.")]
            static class Names { public static string Of(string tenant) => "x:" + tenant; public static RedisKey Stream(string tenant) => "stream:" + tenant; }
            class Looked(IDatabase redis, IMemoryCache cache, MemoryCache held, IDistributedCache far)
            {
                void Take(BlobName name) { }
                void Run(string tenant, StoreName name) { {{statements}} }
            }
        }
        """, options);
}
