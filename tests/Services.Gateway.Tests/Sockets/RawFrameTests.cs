using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using static Nanobot.Services.Gateway.Tests.Sockets.RawSocket;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>What comes is no frame, or none to take: the socket is closed with the code that says so, and the connection is not reset.</summary>
public sealed class RawFrameTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private static readonly byte[] Health = """{"id":"1","type":"request","method":"health"}"""u8.ToArray();

    private static readonly Dictionary<string, (byte[] Sent, int Code, string Reason)> Refused = new()
    {
        ["a frame without a mask"] = (Frame(1, Health, isMasked: false), 1002, "PROTOCOL_ERROR"),
        ["an empty frame without a mask"] = (Frame(1, [], isMasked: false), 1002, "PROTOCOL_ERROR"),
        ["the first reserved bit"] = (Frame(1, Health, reserved: 4), 1002, "PROTOCOL_ERROR"),
        ["the second reserved bit"] = (Frame(1, Health, reserved: 2), 1002, "PROTOCOL_ERROR"),
        ["the third reserved bit"] = (Frame(9, [], reserved: 1), 1002, "PROTOCOL_ERROR"),
        ["a kind of message that there is not"] = (Frame(3, Health), 1002, "PROTOCOL_ERROR"),
        ["a kind of control frame that there is not"] = (Frame(11, []), 1002, "PROTOCOL_ERROR"),
        ["more of a message that has not begun"] = (Frame(0, Health), 1002, "PROTOCOL_ERROR"),
        ["a message within a message"] = ([.. Frame(1, Health, isFinal: false), .. Frame(1, Health)], 1002, "PROTOCOL_ERROR"),
        ["a ping in parts"] = (Frame(9, [1], isFinal: false), 1002, "PROTOCOL_ERROR"),
        ["a ping that is too long"] = (Frame(9, new byte[126]), 1002, "PROTOCOL_ERROR"),
        ["a length beyond all lengths"] = (Frame(1, Health, length: ulong.MaxValue), 1002, "PROTOCOL_ERROR"),
        ["a close with half a code"] = (Frame(8, [3]), 1002, "PROTOCOL_ERROR"),
        ["a close without a mask"] = (Frame(8, Close(1000), isMasked: false), 1002, "PROTOCOL_ERROR"),
        ["a close whose reason is no UTF-8"] = (Frame(8, [.. Close(1000), 0xC3]), 1007, "INVALID_TEXT"),
        ["octets"] = (Frame(2, Health), 1003, "TEXT_ONLY"),
        ["a text that is no UTF-8"] = (Frame(1, [0x7B, 0xFF, 0x7D]), 1007, "INVALID_TEXT"),
        ["a text that ends within a character"] = (Frame(1, [0x22, 0xE4, 0xBC]), 1007, "INVALID_TEXT"),
        ["a text with half of a surrogate pair"] = (Frame(1, [0x22, 0xED, 0xA0, 0x80, 0x22]), 1007, "INVALID_TEXT"),
        ["a text with a character that is longer than it need be"] = (Frame(1, [0x22, 0xC0, 0xAF, 0x22]), 1007, "INVALID_TEXT"),
        ["a text in parts that is no UTF-8"] = ([.. Frame(1, [0x22, 0xE4], isFinal: false), .. Frame(0, [0x22])], 1007, "INVALID_TEXT"),
        ["a text that is no JSON"] = (Frame(1, "no JSON"u8.ToArray()), 1007, "INVALID_JSON"),
        ["a message over a megabyte"] = (Frame(1, Spaces(1024 * 1024 + 1)), 1009, "FRAME_TOO_LARGE"),
        ["a message over a megabyte in parts"] = ([.. Frame(1, Spaces(600_000), isFinal: false), .. Frame(9, []), .. Frame(0, Spaces(600_000))], 1009, "FRAME_TOO_LARGE"),
    };

    private Suite Suite => fixture.Suite;

    public static TheoryData<string> Names => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_no_frame_to_take_closes_the_socket_with_its_code(string name)
    {
        var (sent, code, reason) = Refused[name];
        await using var client = await GreetAsync(Suite, Suite.Tenants.AddUserKey());

        await client.SendAsync(sent);

        Assert.Equal((code, reason), await client.CloseAsync());
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public async Task A_close_with_a_code_that_may_not_be_sent_is_answered_with_1002(int code)
    {
        await using var client = await GreetAsync(Suite, Suite.Tenants.AddUserKey());
        await client.SendAsync(Frame(8, Close(code)));
        Assert.Equal((1002, "PROTOCOL_ERROR"), await client.CloseAsync());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1011)]
    [InlineData(3000)]
    [InlineData(4321)]
    [InlineData(4999)]
    public async Task A_close_is_answered_with_its_own_code(int code)
    {
        await using var client = await GreetAsync(Suite, Suite.Tenants.AddUserKey());
        await client.SendAsync(Frame(8, Close(code, "bye")));
        Assert.Equal((code, ""), await client.CloseAsync());
    }

    [Fact]
    public async Task A_close_without_a_code_is_answered_with_1000()
    {
        await using var client = await GreetAsync(Suite, Suite.Tenants.AddUserKey());
        await client.SendAsync(Frame(8, []));
        Assert.Equal((1000, ""), await client.CloseAsync());
    }

    [Fact]
    public async Task A_text_in_parts_is_one_message_wherever_it_is_cut_and_pings_between_are_answered()
    {
        await using var client = await OpenAsync(Suite);
        var hello = Hello(Suite.Tenants.AddUserKey());
        await client.SendAsync([.. Frame(1, hello[..20], isFinal: false), .. Frame(9, "are you there"u8.ToArray()), .. Frame(0, hello[20..30], isFinal: false), .. Frame(10, []), .. Frame(0, [], isFinal: false), .. Frame(0, hello[30..])]);
        Assert.Equal((10, "are you there"), await TextAsync(client));
        Assert.Contains("hello-ok", (await TextAsync(client)).Text);

        // Within a character.
        var request = Encoding.UTF8.GetBytes("""{"id":"\u4f1a-會","type":"request","method":"health"}""");
        var cut = Array.IndexOf(request, (byte)0xE6) + 1;
        await client.SendAsync([.. Frame(1, request[..cut], isFinal: false), .. Frame(0, request[cut..])]);
        Assert.Contains("\"result\"", (await TextAsync(client)).Text);
    }

    [Fact]
    public async Task Frames_that_come_octet_by_octet_are_read()
    {
        await using var client = await OpenAsync(Suite);
        foreach (var octet in (byte[])[.. Frame(1, Hello(Suite.Tenants.AddUserKey())), .. Frame(1, Encoding.UTF8.GetBytes($$"""{"id":"{{new string('x', 100)}}","type":"request","method":"health"}""")), .. Frame(8, Close(4000))])
        {
            await client.SendAsync(octet);
        }

        Assert.Contains("hello-ok", (await TextAsync(client)).Text);
        Assert.Equal((4000, ""), await client.CloseAsync());
    }

    [Fact]
    public async Task Whoever_goes_on_sending_learns_the_code_all_the_same()
    {
        await using var client = await GreetAsync(Suite, Suite.Tenants.AddUserKey());
        await client.SendAsync([.. Frame(1, [0xFF]), .. Enumerable.Range(0, 400).SelectMany(static _ => Frame(1, Spaces(2_000)))]);
        Assert.Equal((1007, "INVALID_TEXT"), await client.CloseAsync());
    }

    [Fact]
    public async Task Before_its_hello_nobody_may_send_more_than_64_kilobytes()
    {
        await using var client = await OpenAsync(Suite);
        await client.SendAsync(Frame(1, Spaces(64 * 1024 + 1)));
        Assert.Equal((1009, "FRAME_TOO_LARGE"), await client.CloseAsync());
    }

    [Fact]
    public async Task A_message_that_is_said_to_be_over_all_bounds_is_read_no_further_than_they_go()
    {
        await using var client = await GreetAsync(Suite, Suite.Tenants.AddUserKey());
        await client.SendAsync(Frame(1, Spaces(1024 * 1024 + 1), length: long.MaxValue));
        // Whatever its client says then is part of that message.
        Assert.Equal((1009, "FRAME_TOO_LARGE"), await client.FarewellAsync());
    }

    [Fact]
    public async Task No_socket_is_left_behind_by_one_that_is_closed_with_a_code()
    {
        await using var suite = await Suite.StartAsync();
        await using var client = await GreetAsync(suite, suite.Tenants.AddUserKey());
        await client.SendAsync(Frame(1, [0xFF]));
        Assert.Equal(1007, (await client.CloseAsync()).Code);
        await Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenSockets>().Count == 0));
    }

    private static byte[] Spaces(int count) => Encoding.ASCII.GetBytes(new string(' ', count));

    private static async Task<(int Opcode, string Text)> TextAsync(RawSocket client)
    {
        var (opcode, payload) = await client.NextAsync();
        return (opcode, Encoding.UTF8.GetString(payload));
    }
}
