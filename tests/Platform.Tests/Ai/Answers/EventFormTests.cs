using System.Text;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>How servers write their events, and where responses end.</summary>
public sealed class EventFormTests
{
    private static readonly string Plain = Words("Grüße ") + Words("😀 你好") + Stop();

    public static TheoryData<string> Spellings =>
    [
        Plain,
        Plain.Replace("\n", "\r\n", StringComparison.Ordinal),
        Plain.Replace("\n", "\r", StringComparison.Ordinal),
        Plain.Replace("data: ", "data:", StringComparison.Ordinal),
        Plain.Replace("data: ", "data:   ", StringComparison.Ordinal),
        "\uFEFF" + Plain,
        ": hello\n\n" + Plain.Replace("\n\n", "\n\n: ping\n\n", StringComparison.Ordinal),
        Plain.Replace("data: ", "event: message\nid: 7\nretry: 10\ndata: ", StringComparison.Ordinal),
        "event: ping\ndata: {}\n\nevent: ping\ndata: now\n\ndata:\n\ndata: null\n\n" + Plain,
        Plain.Replace("\"choices\":", "\ndata: \"choices\":\ndata: ", StringComparison.Ordinal),
        Plain.Replace("\n\n", "\n", StringComparison.Ordinal),
        Plain.TrimEnd('\n'),
        Plain.Replace(Done, "", StringComparison.Ordinal),
        Plain.Replace("\"finish_reason\":\"stop\"", "\"finish_reason\":null", StringComparison.Ordinal),
        Plain.Replace("data: ", "", StringComparison.Ordinal).Replace("[DONE]", "", StringComparison.Ordinal),
        Plain + "data: {\"choices\":[{\"delta\":{\"content\":\"too late\"}}]}\n\n",
        ": first\n" + Whole("{\"content\":\"Grüße 😀 你好\"}"),
        Whole("{\"content\":\"Grüße 😀 你好\"}"),
        Event(Whole("{\"content\":\"Grüße 😀 你好\"}")),
        Words("Grüße 😀 你好") + Event(Whole("{\"content\":\"Grüße 😀 你好\"}")) + Done,
        Event(Whole("{\"content\":\"Grüße 😀 你好\"}")) + Event("{\"choices\":[{\"message\":{\"content\":\"Grüße 😀 你好\"}}]}") + Done,
        Plain.Replace("data: {", "\uFEFFdata: {", StringComparison.Ordinal),
        Plain.Replace("data: ", "event: completion.chunk\ndata: ", StringComparison.Ordinal),
        Plain + Plain,
        Plain.Replace("[DONE]", " \"[DONE]\" ", StringComparison.Ordinal) + "oops\n\ndata: {\n\n",
        Plain.Replace("\n\n", "\r\n\n\r", StringComparison.Ordinal),
        Plain.Replace("\"choices\"", "\"padding\":\"" + new string('x', 100_000) + "\",\"choices\"", StringComparison.Ordinal),
        Plain.Replace("data: ", "data: data: ", StringComparison.Ordinal),
        Plain.Replace("[DONE]", "[done]", StringComparison.Ordinal),
        Plain.Replace("\"choices\"", "\"logprobs\":[-Infinity,NaN],\"choices\"", StringComparison.Ordinal),
        Plain.Replace("\"choices\"", "\"x\":\"a raw\ttab\",\"choices\"", StringComparison.Ordinal),
        Plain.Replace('"', '\'').Replace("null", "None", StringComparison.Ordinal),
        Whole("{\"content\":\"Grüße 😀 你好\",\"logprob\":Infinity}"),
        Plain.Replace("\"delta\":{}", "\"delta\":[]", StringComparison.Ordinal),
        Words("Grüße 😀 你好") + Part("{}", "\"stop\",\"score\":NaN").TrimEnd('\n'),
        Whole("{\"content\":\"Grüße 😀 你好\"}") + "\n<!-- from a cache -->",
        Whole("{\"content\":\"Grüße 😀 你好\"}") + ";\n",
        Whole("{\"content\":\"Grüße 😀 你好\"}") + "}",
        Plain.Replace(Done, "data: bye\n\ndata: {oops}\n\n", StringComparison.Ordinal),
        "[" + Whole("{\"content\":\"Grüße 😀 你好\"}") + "]",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task An_answer_is_the_same_however_it_is_spelt_and_however_it_was_asked_for(string body)
    {
        foreach (var streamed in new[] { true, false })
        {
            var response = await FakeConnection.AskAsync(body, streamed);

            Assert.Equal(("Grüße 😀 你好", ChatFinishReason.Stop), (response.Text, response.FinishReason));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Where_the_network_cuts_the_bytes_makes_no_difference(string end)
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF" + Plain.Replace("\n", end, StringComparison.Ordinal));
        for (var size = 1; size < 9; size++)
        {
            Assert.Equal("Grüße 😀 你好", (await FakeConnection.AskAsync([.. bytes.Chunk(size)], streamed: true)).Text);
        }
    }

    [Fact]
    public async Task Halves_of_a_character_in_two_parts_are_joined()
    {
        var body = Part("{\"content\":\"Hi \\ud83d\"}") + Part("{\"content\":\"\"}") + Part("{\"role\":\"assistant\"}") + Part("{\"content\":\"\\ude00!\"}") + Stop();

        Assert.Equal("Hi 😀!", (await FakeConnection.AskAsync(body, streamed: true)).Text);
        Assert.Equal("Hi 😀!", (await FakeConnection.AskAsync(body, streamed: false)).Text);
    }

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\ude00")]
    public async Task A_half_whose_other_half_never_comes_is_left_out(string half)
    {
        Assert.Equal("ab", (await FakeConnection.AskAsync(Part("{\"content\":\"a" + half + "\"}") + Words("b") + Part("{\"content\":\"" + half + "\"}") + Stop(), streamed: true)).Text);
        Assert.Equal("ab", (await FakeConnection.AskAsync(Whole("{\"content\":\"a" + half + "b" + half + "\"}"), streamed: false)).Text);
    }

    [Fact]
    public async Task The_words_before_a_connection_breaks_are_heard_and_its_end_after_the_reason_is_none_of_its_business()
    {
        using var broken = new FakeConnection { Reads = [Encoding.UTF8.GetBytes(Words("half an ans")), null] };
        var heard = "";

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(async () =>
        {
            await foreach (var update in broken.Server().GetStreamingResponseAsync("hi"))
            {
                heard += update.Text;
            }
        });

        Assert.Equal("half an ans", heard);
        Assert.Contains("broke off", failure.Message, StringComparison.Ordinal);
        Assert.Equal("whole", (await FakeConnection.AskAsync([Encoding.UTF8.GetBytes(Words("whole") + Part("{}", "\"stop\"") + "data: {\"usa"), null], streamed: true)).Text);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\n", "broke off")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\ndata: {\"choices\":[{\"del", "broke off")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"ab\"", "broke off")]
    [InlineData("data: {\"oops\n\n", "broke off")]
    [InlineData("data: {oops}\n\n", "not JSON")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":NaN oops}}]}\n\n", "not JSON")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"ab\",\"x\":NaN", "broke off")]
    [InlineData("data: <html>busy</html>\n\n", "no answer")]
    [InlineData("<?xml version=\"1.0\"?><error/>", "web page")]
    [InlineData("{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":0}}", "no answer")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\n<html>busy</html>", "broke off")]
    [InlineData(": keep-alive\n\n: keep-alive\n\n", "no answer")]
    [InlineData("data: 42\n\n", "no answer")]
    [InlineData("data: {\"usage\":{\"prompt_tokens\":1}}\n\ndata: [DONE]\n\n", "no answer")]
    [InlineData("data: [DONE]\n\n", "no answer")]
    [InlineData("  \n<!doctype html><html>busy</html>", "web page")]
    [InlineData("upstream connect error", "no answer")]
    [InlineData("", "no answer")]
    [InlineData("{}", "no answer")]
    [InlineData("[1,2,3]", "no answer")]
    public async Task What_is_no_answer_is_refused_by_what_is_wrong_with_it(string body, string why)
    {
        foreach (var streamed in new[] { true, false })
        {
            var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => FakeConnection.AskAsync(body, streamed));

            Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_without_an_end_is_refused_at_its_bound()
    {
        var endless = Enumerable.Repeat(Encoding.UTF8.GetBytes(new string('x', 64 * 1024)), 200).Prepend("data: "u8.ToArray()).ToList();

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => FakeConnection.AskAsync(endless, streamed: true));

        Assert.Contains("8 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_charset_that_is_not_utf8_is_believed()
    {
        var body = Encoding.Latin1.GetBytes(Whole("{\"content\":\"Grüße\"}"));

        Assert.Equal("Grüße", (await FakeConnection.AskAsync([body], streamed: false, "application/json; charset=ISO-8859-1")).Text);
    }
}
