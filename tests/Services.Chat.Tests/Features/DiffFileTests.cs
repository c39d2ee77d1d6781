using System.Net;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class DiffFileTests
{
    [Fact]
    public async Task The_difference_of_two_revisions_is_told_by_lines()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "a.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n");
        await PutAsync(client, "a.md", "1\n二\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
        await PutAsync(client, "a.md", "x");

        Assert.Equal(
            "--- a/a.md\trevision 1\n+++ b/a.md\trevision 2\n@@ -1,5 +1,5 @@\n 1\n-2\n+二\n 3\n 4\n 5\n@@ -9,4 +9,4 @@\n 9\n 10\n 11\n-12\n+12\n\\ No newline at end of file\n",
            await client.GetStringAsync("/workspace/diff/a.md?from=1&to=2"));
        Assert.StartsWith("--- a/a.md\trevision 2\n+++ b/a.md\trevision 3\n@@ -1,12 +1,1 @@\n", await client.GetStringAsync("/workspace/diff/a.md"), StringComparison.Ordinal);
        Assert.StartsWith("--- /dev/null\n+++ b/a.md\trevision 1\n@@ -0,0 +1,12 @@\n+1\n", await client.GetStringAsync("/workspace/diff/a.md?to=1"), StringComparison.Ordinal);
        Assert.Equal("", await client.GetStringAsync("/workspace/diff/a.md?from=2&to=2"));
        await (await client.GetAsync("/workspace/diff/a.md?from=7")).RefusedAsync(HttpStatusCode.NotFound, "REVISION_NOT_FOUND");
        await (await client.GetAsync("/workspace/diff/a.md?to=0")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/workspace/diff/none.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
    }

    [Fact]
    public async Task What_is_no_text_or_too_large_is_not_compared()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "a.bin", "a\0b", "application/octet-stream");
        await PutAsync(client, "a.txt", new string('\n', 5000));

        await (await client.GetAsync("/workspace/diff/a.bin")).RefusedAsync(HttpStatusCode.Conflict, "FILE_NOT_TEXT");
        await (await client.GetAsync("/workspace/diff/a.txt")).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "DIFF_TOO_LARGE");
    }

    [Fact]
    public void Whatever_two_texts_are_their_difference_makes_one_of_the_other()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var (from, to) = (Text(random), Text(random));
            Assert.Equal(to, Apply(from, UnifiedDiff.Write(("a", from), ("b", to))!));
        }
    }

    [Fact]
    public void The_largest_texts_that_have_no_line_in_common_are_compared_in_seconds()
    {
        var (from, to) = (string.Concat(Enumerable.Range(0, 4999).Select(static i => $"a{i}\n")), string.Concat(Enumerable.Range(0, 4999).Select(static i => $"b{i}\n")));
        var time = TimeProvider.System.GetTimestamp();

        Assert.NotNull(UnifiedDiff.Write(("a", from), ("b", to)));
        Assert.True(TimeProvider.System.GetElapsedTime(time) < TimeSpan.FromSeconds(10));
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => $"{(char)('a' + random.Next(4))}{(random.Next(20) == 0 ? "" : "\n")}"));

    // What patch does, for hunks that fit where they say.
    private static string Apply(string text, string diff)
    {
        var (old, made, at) = (Lines(text), new List<string>(), 0);
        foreach (var hunk in diff.Split("\n@@ ").Skip(1))
        {
            var lines = Lines(hunk);
            var (start, count) = (int.Parse(lines[0][1..lines[0].IndexOf(',', StringComparison.Ordinal)], null), int.Parse(lines[0].Split(',', ' ')[1], null));
            var first = count == 0 ? start : start - 1;
            made.AddRange(old[at..first]);
            at = first;
            for (var i = 1; i < lines.Count; i++)
            {
                var line = i + 1 < lines.Count && lines[i + 1].StartsWith('\\') ? lines[i].TrimEnd('\n') : lines[i].TrimEnd('\n') + "\n";
                if (lines[i][0] is ' ' or '-')
                {
                    Assert.Equal(old[at++], line[1..]);
                }

                if (lines[i][0] is ' ' or '+')
                {
                    made.Add(line[1..]);
                }
            }
        }

        return string.Concat(made.Concat(old[at..]));
    }

    private static List<string> Lines(string text) => [.. LineChunker.Instance.Chunk(text)];
}
