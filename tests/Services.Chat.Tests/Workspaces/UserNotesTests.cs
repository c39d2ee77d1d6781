using System.Net;
using System.Net.Http.Json;
using System.Text;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Workspaces;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Workspaces;

public sealed class UserNotesTests
{
    [Fact]
    public async Task A_module_reads_the_texts_below_notes_of_its_user_and_of_nobody_else()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        foreach (var (path, text) in new[] { ("notes/a.md", "first"), ("notes/deep/b.TXT", "second"), ("notes/c.csv", "no note"), ("other.md", "no note") })
        {
            using var written = await client.PutAsync($"/workspace/files/{path}", new StringContent(text));
            Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        }

        var cut = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("é line of text\n", 3000)));
        using var binary = await client.PutAsync("/workspace/files/notes/d.md", Octets([0xFF, 0xFE, 0, 1]));
        using var large = await client.PutAsync("/workspace/files/notes/e.md", Octets(cut));

        var own = await AsModuleAsync(host, ada);

        Assert.Equal((ada.TenantId, ada.UserId), (own.TenantId, own.UserId));
        Assert.Equal(["notes/e.md", "notes/deep/b.TXT", "notes/a.md"], own.Notes.Select(static note => note.Path));
        Assert.Equal(("first", 1L, false), (own.Notes[2].Text, own.Notes[2].Revision, own.Notes[2].HoldsOthersText));
        Assert.InRange(Encoding.UTF8.GetByteCount(own.Notes[0].Text), 30_000, 32 * 1024);
        Assert.EndsWith("é line of text", own.Notes[0].Text, StringComparison.Ordinal);
        foreach (var other in new[] { TestContexts.User("bob", ada.TenantId), TestContexts.User(ada.UserId!), TestContexts.Admin(ada.TenantId) })
        {
            Assert.Empty((await AsModuleAsync(host, other)).Notes);
        }

        using var byGateway = await client.GetAsync(Operations.Chat.GetWorkspaceNotes.Path);
        Assert.Equal(HttpStatusCode.Forbidden, byGateway.StatusCode);
    }

    [Fact]
    public async Task What_an_assistant_wrote_that_had_read_text_of_others_is_marked()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.SayAsync("write notes/own.md: herons");
        using var letter = await client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada."));
        var session = (await client.SayAsync("read letter.md")).GetProperty("session_id").GetString();
        await client.SayAsync("write notes/theirs.md: herons", session);

        var notes = (await AsModuleAsync(host, ada)).Notes;

        Assert.Equal([("notes/theirs.md", true), ("notes/own.md", false)], notes.Select(static note => (note.Path, note.HoldsOthersText)));
    }

    [Fact]
    public async Task Only_so_many_are_read_the_newest_first()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        for (var i = 0; i < 22; i++)
        {
            using var written = await client.PutAsync($"/workspace/files/notes/{i:00}.md", new StringContent("x"));
        }

        var notes = (await AsModuleAsync(host, ada)).Notes;

        Assert.Equal((20, "notes/21.md", "notes/02.md"), (notes.Count, notes[0].Path, notes[^1].Path));
    }

    private static ByteArrayContent Octets(byte[] octets) => new(octets) { Headers = { ContentType = new("application/octet-stream") } };

    private static async Task<WorkspaceNotes> AsModuleAsync(ChatHost host, TenantContext context)
    {
        using var client = host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, Operations.Chat.GetWorkspaceNotes.Path);
        TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec(module: "reports"));
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<WorkspaceNotes>(Json.Wire))!;
    }
}
