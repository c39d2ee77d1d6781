using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class ImportWorkspaceTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Archives of which nothing may be taken in, with what is said of them.</summary>
    public static TheoryData<string> Bad { get; } = [.. BadArchives.All.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Of_an_archive_with_anything_wrong_nothing_is_taken_in(string name)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var before = await client.GetStringAsync("/workspace/files");
        var (archive, status, code) = BadArchives.All[name]();

        await (await client.ImportAsync(archive, "replace")).RefusedAsync(status, code);

        Assert.Equal(before, await client.GetStringAsync("/workspace/files"));
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var problem = await (await client.ImportAsync(Archives.Of(("../up.md", "x"), ("good.md", "x"), ("/root.md", "x"), ("a\\b.md", "x"), ("good.md", "y"))))
            .RefusedAsync(HttpStatusCode.BadRequest, "ARCHIVE_INVALID");

        Assert.Equal(["../up.md", "/root.md", "a\\b.md", "good.md"], problem.GetProperty("entries").EnumerateArray().Select(static entry => entry.Text("name")));
        Assert.Equal(4, problem.GetProperty("entries_refused").GetInt32());
        Assert.Equal("is there twice", problem.GetProperty("entries")[3].Text("reason"));
    }

    [Fact]
    public async Task What_is_there_with_other_content_is_refused_kept_or_replaced_as_is_asked_for()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "same.md", "same");
        await PutAsync(client, "other.md", "mine");
        var archive = Archives.Of(("same.md", "same"), ("other.md", "theirs"), ("new.md", "new"), ("folder/", ""), ("folder/in.md", "in"));

        var refused = await (await client.ImportAsync(archive)).RefusedAsync(HttpStatusCode.Conflict, "FILE_EXISTS");
        Assert.Equal(["other.md"], refused.GetProperty("paths").EnumerateArray().Select(static path => path.GetString()));
        await (await client.GetAsync("/workspace/files/new.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");

        Assert.Equal("created 2, replaced 0, unchanged 1, kept 1, bytes_written 5", await OutcomeAsync(client, archive, "keep"));
        Assert.Equal("mine", await client.GetStringAsync("/workspace/files/other.md"));

        Assert.Equal("created 0, replaced 1, unchanged 3, kept 0, bytes_written 6", await OutcomeAsync(client, archive, "replace"));
        Assert.Equal("theirs", await client.GetStringAsync("/workspace/files/other.md"));
        Assert.Equal("mine", await client.GetStringAsync("/workspace/files/other.md?revision=1"));

        Assert.Equal("created 0, replaced 0, unchanged 4, kept 0, bytes_written 0", await OutcomeAsync(client, archive, "refuse"));
        Assert.Equal([2L, 1L], (await FileHistoryTests.HistoryAsync(client, "other.md")).Select(static revision => revision.GetProperty("revision").GetInt64()));
    }

    [Fact]
    public async Task A_file_that_comes_back_after_it_was_deleted_begins_above_the_number_that_it_had()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "a.md", "one");
        await PutAsync(client, "a.md", "two");
        var archive = await client.ExportAsync();
        await client.DeleteAsync("/workspace/files/a.md");

        await (await client.ImportAsync(archive)).JsonAsync(HttpStatusCode.OK);

        using var read = await client.GetAsync("/workspace/files/a.md");
        Assert.Equal("\"3\"", read.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Its_room_is_taken_before_and_given_back_where_there_is_not_enough()
    {
        var host = await ChatHost.SharedAsync();
        var tight = TestContexts.Of(TestContexts.NewTenantId(), "ada", TenantRole.User, "professional", 1, quotas: new OwnQuotas("storage=1", null, null));
        using var client = host.For(tight);
        var begun = await BytesAsync(client);
        var content = new byte[600_000];

        var problem = await (await client.ImportAsync(Archives.Of([("a.bin", content), ("b.bin", content)]))).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");

        Assert.Equal(("storage", 1_200_000), (problem.Text("quota"), problem.GetProperty("added_bytes").GetInt64()));
        Assert.Equal(begun, await BytesAsync(client));
        await (await client.ImportAsync(Archives.Of([("a.bin", content)]))).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(begun + 600_000, await BytesAsync(client));
        await (await client.ImportAsync(Archives.Of([("a.bin", new byte[10])]), "replace")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(begun + 10, await BytesAsync(client));
    }

    [Fact]
    public async Task What_an_assistant_wrote_after_it_had_read_text_of_others_is_that_again()
    {
        await using var model = await Nanobot.Testing.Ai.ScriptedModel.StartAsync(
            new("", ("r", "workspace_read", """{"path":"SOUL.md"}"""), ("w", "workspace_write", """{"path":"note.md","content":"x"}""")), new("Done."));
        await using var host = await ChatHost.StartAsync(model);
        using var ada = host.For(TestContexts.User());
        using var bob = host.For(TestContexts.User());
        await ada.SayAsync("write");
        await PutAsync(ada, "mine.md", "x");

        await (await bob.ImportAsync(await ada.ExportAsync(), "keep")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal([("assistant", true), ("user", false)], [await AuthorAsync(bob, "note.md"), await AuthorAsync(bob, "mine.md")]);
    }

    [Fact]
    public async Task Other_bodies_and_words_are_refused_by_name()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var archive = Archives.Of(("a.md", "x"));

        await (await client.ImportAsync(archive, type: "application/json")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        var problem = await (await client.ImportAsync(archive, "overwrite")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.True(problem.GetProperty("errors").TryGetProperty("existing", out _));
        await (await client.ImportAsync(archive, type: "application/octet-stream")).JsonAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_archive_larger_than_other_bodies_may_be_is_taken()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var content = new byte[Megabyte];
        new Random(3).NextBytes(content);

        Assert.StartsWith("created 5,", await OutcomeAsync(client, Archives.Of(Enumerable.Range(0, 5).Select(i => ($"{i}.bin", content)))), StringComparison.Ordinal);
    }

    private static async Task<string> OutcomeAsync(HttpClient client, byte[] archive, string? existing = null) =>
        string.Join(", ", (await (await client.ImportAsync(archive, existing)).JsonAsync(HttpStatusCode.OK)).EnumerateObject().Select(static member => $"{member.Name} {member.Value}"));

    private static async Task<long> BytesAsync(HttpClient client) =>
        (await (await client.GetAsync("/workspace/stats")).JsonAsync(HttpStatusCode.OK)).GetProperty("bytes").GetInt64();

    private static async Task<(string Kind, bool HasReadText)> AuthorAsync(HttpClient client, string path)
    {
        var author = (await FileHistoryTests.HistoryAsync(client, path))[0].GetProperty("author");
        return (author.Text("kind"), author.TryGetProperty("has_read_text", out var read) && read.ValueKind == JsonValueKind.True);
    }
}
