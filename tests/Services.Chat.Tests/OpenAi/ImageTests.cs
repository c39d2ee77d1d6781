using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using OpenAI.Chat;

namespace Nanobot.Services.Chat.Tests.OpenAi;

/// <summary>Images come in by OpenAI's door, are looked at before anything is made of them, and reach a model that takes them alone.</summary>
public sealed class ImageTests
{
    private static readonly Dictionary<string, string?> Seeing = new() { ["Ai:TakesImages"] = "true" };

    [Fact]
    public async Task An_image_of_OpenAIs_client_reaches_the_model_as_it_was_sent_and_is_reserved_for()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model, Seeing);
        using var client = host.For(TestContexts.User());
        var png = Png(640, 480);

        ChatCompletion answer = await client.Chat().CompleteChatAsync(new UserChatMessage(
            ChatMessageContentPart.CreateTextPart("What stands there?"), ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(png), "image/jpeg")));

        Assert.Equal("A heron.", answer.Content[0].Text);
        var parts = Assert.Single(model.Requests).GetProperty("messages").EnumerateArray().Last().GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(["text", "image_url"], parts.Select(static part => part.Text("type")));
        // By its octets it is a PNG, whatever it was called.
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(png)}", parts[1].GetProperty("image_url").Text("url"));
    }

    [Fact]
    public async Task A_model_that_takes_none_is_not_asked()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        Assert.Equal("MODEL_TAKES_NO_IMAGES", await RefusedAsync(client, Data(Png(8, 8))));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task What_is_no_image_or_too_much_of_one_is_refused_by_the_rule_that_it_breaks()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model, Seeing);
        using var client = host.For(TestContexts.User());
        var large = Png(8, 8).Concat(new byte[(4 * 1024 * 1024) + 1]).ToArray();

        foreach (var (url, rule) in new[]
        {
            ("https://pictures.example/heron.png", "address"), ("data:image/png,plain", "address"), ("data:image/png;base64,%%%", "address"), ("file:///etc/passwd", "address"),
            (Data("<svg/>"u8.ToArray()), "type"), (Data("%PDF-1.7"u8.ToArray()), "type"), (Data([]), "type"), (Data(Png(8, 8)[..20]), "type"), (Data(Png(0, 8)), "type"), (Data(Png(-1, 8)), "type"),
            (Data(Png(100_000, 100_000)), "dimensions"), (Data(Png(8192, 8192)), "dimensions"), (Data(large), "size"),
        })
        {
            Assert.Equal($"IMAGE_REFUSED {rule}", await RefusedAsync(client, url));
        }

        Assert.Equal("IMAGE_REFUSED count", await RefusedAsync(client, [.. Enumerable.Repeat(Data(Png(8, 8)), 9)]));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task An_image_counts_in_what_a_request_may_have()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model, new(Seeing) { ["Limits:Tiers:professional:tokens_per_request"] = "2500" });
        using var client = host.For(TestContexts.User());

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, Data(Png(8, 8)))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await SendAsync(client, [.. Enumerable.Repeat(Data(Png(2048, 2048)), 4)])).StatusCode);
    }

    [Theory]
    [InlineData("R0lGODlhAgADAAAAACw=")]
    [InlineData("/9j/4AAQSkZJRgABAQAAAQABAAD/wAALCAADAAIBAREA")]
    [InlineData("UklGRiYAAABXRUJQVlA4TBkAAAAvAYAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Gif_jpeg_and_webp_are_images_too(string base64)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model, Seeing);
        using var client = host.For(TestContexts.User());

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, $"data:;base64,{base64}")).StatusCode);
    }

    [Fact]
    public async Task An_image_of_the_workspace_is_shown_at_once_and_its_line_is_what_the_session_keeps()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model, Seeing);
        using var client = host.For(TestContexts.User());
        var png = Png(640, 480);
        await client.PutAsync("/workspace/files/photos/heron.png", new ByteArrayContent(png) { Headers = { ContentType = new("application/octet-stream") } });

        var first = await (await client.PostAsync("/chat", Json("""{"message":"What stands there?","images":["photos/heron.png"]}"""))).JsonAsync(HttpStatusCode.OK);
        await client.PostAsync("/chat", Json($$"""{"message":"And now?","session_id":"{{first.Text("session_id")}}"}"""));

        var line = $"[image photos/heron.png: image/png, 640 x 480, {png.Length} bytes, sha256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png))}]";
        var asked = model.Requests.Select(static request => request.GetProperty("messages").GetRawText()).ToList();
        Assert.Contains(Convert.ToBase64String(png), asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("image_url", asked[1], StringComparison.Ordinal);
        Assert.Contains(line, asked[1], StringComparison.Ordinal);
        var session = await client.GetStringAsync($"/sessions/{first.Text("session_id")}");
        Assert.Contains(line, session, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_or_no_image_or_for_later_is_not_shown()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model, Seeing);
        using var client = host.For(TestContexts.User());

        await (await client.PostAsync("/chat", Json("""{"message":"x","images":["none.png"]}"""))).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await (await client.PostAsync("/chat", Json("""{"message":"x","images":["../x"]}"""))).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await (await client.PostAsync("/chat", Json("""{"message":"x","images":["USER.md"]}"""))).RefusedAsync(HttpStatusCode.BadRequest, "IMAGE_REFUSED");
        await (await client.PostAsync("/chat", Json("""{"message":"x","images":["USER.md"],"background":true}"""))).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Empty(model.Requests);
    }

    private static StringContent Json(string body) => new(body, null, "application/json");

    private static string Data(byte[] octets) => $"data:image/png;base64,{Convert.ToBase64String(octets)}";

    private static byte[] Png(int width, int height)
    {
        byte[] octets = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. new byte[17]];
        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(20), height);
        return octets;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, params string[] urls) => client.PostAsync("/v1/chat/completions", new StringContent(JsonSerializer.Serialize(new
    {
        model = "scripted-1",
        messages = new[] { new { role = "user", content = urls.Select(static url => new { type = "image_url", image_url = new { url } }) } },
    }), null, "application/json"));

    private static async Task<string> RefusedAsync(HttpClient client, params string[] urls)
    {
        using var response = await SendAsync(client, urls);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("error");
        return error.TryGetProperty("rule", out var rule) ? $"{error.Text("code")} {rule.GetString()}" : error.Text("code")!;
    }
}
