using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>
/// Makes an outcome of an answer: JSON as it is; a problem document as an error; a stream event by event, with its last one as the outcome; a text or octets
/// with their media type.
/// </summary>
internal static class AnswerReader
{
    private const int Largest = 8 * 1024 * 1024;
    private const string Problem = "application/problem+json";
    private const string Done = "done";
    private const string Error = "error";

    private static readonly RpcOutcome.Failed TooLarge = new("ANSWER_TOO_LARGE", "The answer is larger than a frame may be; ask for it over HTTP.");
    private static readonly RpcOutcome.Failed Torn = new("MODULE_UNAVAILABLE", "The answer broke off; try again shortly.");
    private static readonly RpcOutcome.Answered Nothing = new("null"u8.ToArray());

    /// <summary>Reads it to its end.</summary>
    public static async Task<RpcOutcome> ReadAsync(FramedAnswer answer, IEventSink events, CancellationToken cancellationToken)
    {
        await answer.Started.WaitAsync(cancellationToken);
        var type = MediaTypeHeaderValue.TryParse(answer.Headers.ContentType.ToString(), out var parsed) ? parsed.MediaType.ToString() : null;
        if (type == MediaTypes.EventStream)
        {
            return await ReadEventsAsync(answer, events, cancellationToken);
        }

        if (await ReadWholeAsync(answer, cancellationToken) is not { } content)
        {
            return TooLarge;
        }

        return content.Length == 0 ? answer.StatusCode < StatusCodes.Status400BadRequest ? Nothing : new RpcOutcome.Failed($"STATUS_{answer.StatusCode}", "It was refused.")
            : type == Problem ? ReadProblem(content, answer)
            : type == MediaTypes.Json ? new RpcOutcome.Answered(content)
            : new RpcOutcome.Answered(Wrap(type, content));
    }

    private static async Task<RpcOutcome> ReadEventsAsync(FramedAnswer answer, IEventSink events, CancellationToken cancellationToken)
    {
        RpcOutcome? outcome = null;
        await foreach (var item in SseParser.Create(answer.Reader.AsStream(), static (_, data) => data.ToArray()).EnumerateAsync(cancellationToken))
        {
            await events.SendAsync(item.EventType, item.Data);
            outcome = item.EventType switch
            {
                Done => new RpcOutcome.Answered(item.Data),
                Error => ReadProblem(item.Data, answer),
                _ => outcome,
            };
        }

        return outcome ?? Torn;
    }

    private static RpcOutcome.Failed ReadProblem(byte[] content, FramedAnswer answer)
    {
        using var document = JsonDocument.Parse(content);
        var problem = document.RootElement;
        var status = problem.TryGetProperty("status", out var said) && said.TryGetInt32(out var number) ? number : answer.StatusCode;
        return RpcOutcomes.Of(problem, status, answer.Headers.RetryAfter);
    }

    private static async Task<byte[]?> ReadWholeAsync(FramedAnswer answer, CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await answer.Reader.ReadAsync(cancellationToken);
            foreach (var part in read.Buffer)
            {
                content.Write(part.Span);
            }

            answer.Reader.AdvanceTo(read.Buffer.End);
            if (content.WrittenCount > Largest)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                return content.WrittenSpan.ToArray();
            }
        }
    }

    private static byte[] Wrap(string? type, byte[] content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("content_type", type);
            if (type?.StartsWith("text/", StringComparison.Ordinal) is true)
            {
                writer.WriteString("content", Encoding.UTF8.GetString(content));
            }
            else
            {
                writer.WriteBase64String("content_base64", content);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
