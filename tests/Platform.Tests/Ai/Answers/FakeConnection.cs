using System.Net;
using System.Text;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Ai.OpenAi;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>A model's server without a network: answers every call with the same response, in the reads that a test cuts it into.</summary>
internal sealed class FakeConnection : HttpMessageHandler
{
    /// <summary>The body, read by read; null stands for a connection that breaks there.</summary>
    public IReadOnlyList<byte[]?> Reads { get; set; } = [];

    /// <summary>As the header has it, readable or not; null for none.</summary>
    public string? ContentType { get; set; } = "text/event-stream";

    /// <summary>How the body is coded, as the header has it; null for no header.</summary>
    public string? Coding { get; set; }

    public IReadOnlyList<string> Tools { get; set; } = ["workspace_read", "workspace_list", "workspace_write", "report_list"];

    /// <summary>What the model is shown.</summary>
    public IReadOnlyList<ChatMessage> Request { get; set; } = [new(ChatRole.User, "hello")];

    /// <summary>Whether it may call tools at all.</summary>
    public ChatToolMode? Mode { get; set; }

    public static async Task<ChatResponse> AskAsync(IReadOnlyList<byte[]?> reads, bool streamed, string? contentType = "text/event-stream")
    {
        using var connection = new FakeConnection { Reads = reads, ContentType = contentType };
        return await connection.AskAsync(connection.Server(), streamed);
    }

    public static Task<ChatResponse> AskAsync(string body, bool streamed) => AskAsync([Encoding.UTF8.GetBytes(body)], streamed);

    public OpenAiServer Server() => OpenAiServer.Create(
        new ModelOptions { Endpoint = "http://model.invalid/v1", ApiKey = "tests-only", Model = "m", MaximumRetries = 0 }, TimeProvider.System, new Random(1), this);

    public async Task<ChatResponse> AskAsync(OpenAiServer server, bool streamed)
    {
        var options = Models.Offering(Tools);
        options.ToolMode = Mode;
        return streamed ? (await server.GetStreamingResponseAsync(Request, options).ToListAsync()).ToAnswer() : await server.GetResponseAsync(Request, options);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new StreamContent(new Body(Reads));
        foreach (var (name, value) in new[] { ("Content-Type", ContentType), ("Content-Encoding", Coding) })
        {
            _ = value is null || content.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    private sealed class Body(IReadOnlyList<byte[]?> reads) : MemoryStream
    {
        private int _read, _taken;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_read < reads.Count)
            {
                var bytes = reads[_read] ?? throw new IOException("The connection broke.");
                var count = Math.Min(buffer.Length, bytes.Length - _taken);
                bytes.AsSpan(_taken, count).CopyTo(buffer.Span);
                _taken += count;
                if (_taken == bytes.Length)
                {
                    (_read, _taken) = (_read + 1, 0);
                }

                if (count > 0)
                {
                    return ValueTask.FromResult(count);
                }
            }

            return ValueTask.FromResult(0);
        }
    }
}
