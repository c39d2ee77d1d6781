using System.Security.Cryptography;
using Nanobot.Platform.Objects;

namespace Nanobot.Platform.Tests.Objects;

/// <summary>What holds for every kind of store.</summary>
public abstract class StoreContract
{
    private const string Octets = "application/octet-stream";

    /// <summary>A tenant of each test's own: all share one store.</summary>
    private readonly string _tenant = $"t{Guid.NewGuid():N}";

    protected abstract IObjectStore Store { get; }

    private ObjectKey Key(params string[] segments) => ObjectKey.Of(_tenant, segments);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_537)]
    [InlineData(5 * 1024 * 1024)]
    public async Task What_is_put_is_read_as_it_was(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        await Store.PutAsync(Key("a", "b"), content, Octets);

        var reading = await Store.GetAsync(Key("a", "b"));
        Assert.Equal(ObjectState.Found, reading.State);
        Assert.True(content.AsSpan().SequenceEqual(reading.Content.Span));
        Assert.Equal([(Key("a", "b"), (long)size)], (await Store.ListAsync(ObjectPrefix.Of(_tenant), null, 10)).Entries.Select(static entry => (entry.Key, entry.Bytes)));
    }

    [Fact]
    public async Task The_same_again_is_no_error_and_other_content_replaces_it()
    {
        await Store.PutAsync(Key("a"), "one"u8.ToArray(), "text/plain");
        await Store.PutAsync(Key("a"), "one"u8.ToArray(), "text/plain");
        Assert.Equal("one"u8.ToArray(), (await Store.GetAsync(Key("a"))).Content.ToArray());

        await Store.PutAsync(Key("a"), "two and more"u8.ToArray(), "text/html; charset=utf-8");

        Assert.Equal("two and more"u8.ToArray(), (await Store.GetAsync(Key("a"))).Content.ToArray());
        Assert.Single((await Store.ListAsync(ObjectPrefix.Of(_tenant), null, 10)).Entries);
    }

    [Fact]
    public async Task What_is_not_there_is_missing_and_need_not_be_deleted()
    {
        Assert.Equal(ObjectReading.Missing, await Store.GetAsync(Key("nothing")));
        Assert.Equal(ObjectState.Missing, await Store.MoveAsync(Key("nothing"), ObjectTier.Cold));
        Assert.Equal(ObjectState.Missing, await Store.MoveAsync(Key("nothing"), ObjectTier.Hot));
        await Store.DeleteAsync(Key("nothing"));
        var none = await Store.ListAsync(ObjectPrefix.Of(_tenant), null, 10);
        Assert.Empty(none.Entries);
        Assert.Null(none.Next);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_from_whichever_tier()
    {
        await Store.PutAsync(Key("hot"), new byte[] { 1 }, Octets);
        await Store.PutAsync(Key("cold"), new byte[] { 2 }, Octets);
        await Store.MoveAsync(Key("cold"), ObjectTier.Cold);

        await Store.DeleteAsync(Key("hot"));
        await Store.DeleteAsync(Key("cold"));

        Assert.Equal((ObjectReading.Missing, ObjectReading.Missing), (await Store.GetAsync(Key("hot")), await Store.GetAsync(Key("cold"))));
        Assert.Empty((await Store.ListAsync(ObjectPrefix.Of(_tenant), null, 10)).Entries);
    }

    [Fact]
    public async Task What_is_moved_there_and_back_and_again_stays_readable_and_the_same()
    {
        var content = RandomNumberGenerator.GetBytes(1000);
        await Store.PutAsync(Key("a"), content, Octets);
        foreach (var tier in new[] { ObjectTier.Hot, ObjectTier.Cold, ObjectTier.Cold, ObjectTier.Hot, ObjectTier.Hot, ObjectTier.Cold })
        {
            Assert.Equal(ObjectState.Found, await Store.MoveAsync(Key("a"), tier));

            Assert.Equal(content, (await Store.GetAsync(Key("a"))).Content.ToArray());
            Assert.Single((await Store.ListAsync(ObjectPrefix.Of(_tenant), null, 10)).Entries);
        }

        await Store.PutAsync(Key("a"), new byte[] { 7 }, Octets);
        Assert.Equal([7], (await Store.GetAsync(Key("a"))).Content.ToArray());
        Assert.Equal(ObjectState.Found, await Store.MoveAsync(Key("a"), ObjectTier.Hot));
        Assert.Equal([7], (await Store.GetAsync(Key("a"))).Content.ToArray());
    }

    [Fact]
    public async Task Sixty_four_at_once_are_all_kept()
    {
        var contents = Enumerable.Range(0, 64).ToDictionary(number => Key("many", $"{number}"), static number => RandomNumberGenerator.GetBytes(1000 + number));

        await Task.WhenAll(contents.Select(one => Store.PutAsync(one.Key, one.Value, Octets)));

        var readings = await Task.WhenAll(contents.Select(async one => (one.Value, (await Store.GetAsync(one.Key)).Content)));
        Assert.All(readings, static reading => Assert.Equal(reading.Value, reading.Content.ToArray()));
    }

    [Fact]
    public async Task Names_at_their_limits_are_kept_apart()
    {
        var longest = new string('x', ObjectKey.LongestSegment);
        ObjectKey[] keys =
        [
            Key(), Key("a"), Key("a", "b"), Key("a", "b", "c"), Key("A"), Key("a.b"), Key("a-b", "c"), Key("a_b"), Key("a..b"), Key("a."), Key("0"), Key("a.html"), Key("CON"), Key("nul.txt"),
            Key(longest), Key(longest[..^1] + "y"), ObjectKey.Of(_tenant, [.. Enumerable.Repeat(longest, ObjectKey.MostSegments - 1)]),
        ];
        foreach (var (key, number) in keys.Select(static (key, number) => (key, number)))
        {
            await Store.PutAsync(key, new[] { (byte)number }, Octets);
        }

        foreach (var (key, number) in keys.Select(static (key, number) => (key, number)))
        {
            Assert.Equal([(byte)number], (await Store.GetAsync(key)).Content.ToArray());
        }

        var listed = (await Store.ListAsync(ObjectPrefix.Of(_tenant), null, 100)).Entries.Select(static entry => entry.Key.ToString());
        Assert.Equal(keys.Skip(1).Select(static key => key.ToString()).Order(StringComparer.Ordinal), IsOrdered ? listed : listed.Order(StringComparer.Ordinal));
        // An object may have others below it; it is not below itself.
        Assert.Equal([Key("a", "b"), Key("a", "b", "c")], (await Store.ListAsync(ObjectPrefix.Of(_tenant, "a"), null, 100)).Entries.Select(static entry => entry.Key).OrderBy(static key => key.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_go_through_all_in_the_order_of_keys_and_through_those_of_no_other_tenant()
    {
        var numbers = Enumerable.Range(0, 2500).ToArray();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, token) =>
            await Store.PutAsync(Key("pages", $"{number % 7}", $"{number:D5}"), new byte[] { 1 }, Octets, token));
        await Store.PutAsync(ObjectKey.Of($"{_tenant}x", "pages", "0", "00000"), new byte[] { 1 }, Octets);
        await Store.MoveAsync(Key("pages", "3", "00003"), ObjectTier.Cold);

        var (found, after, pages) = (new List<ObjectEntry>(), default(string), 0);
        do
        {
            var page = await Store.ListAsync(ObjectPrefix.Of(_tenant), after, 700);
            Assert.InRange(page.Entries.Count, 0, 700);
            found.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null && ++pages < 50);

        Assert.Equal(numbers.Select(number => $"{_tenant}/pages/{number % 7}/{number:D5}").Order(StringComparer.Ordinal), found.Select(static entry => entry.Key.ToString()));
        Assert.All(found, static entry => Assert.InRange(entry.Written, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1)));
    }

    [Fact]
    public async Task A_call_that_is_given_up_ends_as_given_up()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(Key("a"), new byte[] { 1 }, Octets, given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync(Key("a"), given.Token));
    }

    [Fact]
    public async Task What_is_too_large_or_lists_too_much_is_the_callers_fault()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PutAsync(Key("a"), new byte[ObjectLimits.LargestObject + 1], Octets));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ListAsync(ObjectPrefix.All, null, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ListAsync(ObjectPrefix.All, null, ObjectLimits.MostListed + 1));
        Assert.Equal(ObjectReading.Missing, await Store.GetAsync(Key("a")));
    }

    [Fact]
    public Task It_answers() => Store.PingAsync();

    /// <summary>Whether the server that stands in for the real one lists by bytes where directories and their neighbours mix.</summary>
    protected virtual bool IsOrdered => true;
}
