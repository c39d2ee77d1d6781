using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>Reads a server's response to its end, or to where it goes wrong.</summary>
/// <param name="body">The response as UTF-8 text.</param>
/// <param name="time">What the wait for the rest goes by.</param>
/// <param name="answer">What is made of it.</param>
internal sealed class AnswerReader(Stream body, TimeProvider time, ServerAnswer answer)
{
    // For usage and the mark of the end, by servers that keep the connection.
    private static readonly TimeSpan RestAfterEnd = TimeSpan.FromSeconds(5);
    private readonly EventReader _events = new(body);

    /// <summary>The words as they come, none empty; afterwards <see cref="End"/> has the rest of the answer.</summary>
    /// <exception cref="ModelUnavailableException">From here on there is no answer; the words before were its own.</exception>
    public async IAsyncEnumerable<string> WordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        while (await NextAsync(linked.Token, cancellationToken) is { } next)
        {
            using var payloads = Read(next).GetEnumerator();
            while (HasNext(payloads))
            {
                var payload = payloads.Current;
                var (words, failure) = answer.Take(payload);
                if (words.Length > 0)
                {
                    yield return words;
                }

                if (failure is not null)
                {
                    throw failure;
                }
            }

            if (next.IsBody)
            {
                answer.Complete();
            }

            if (next.IsEnd)
            {
                answer.Complete();
                break;
            }

            if (answer.IsComplete)
            {
                late.CancelAfter(RestAfterEnd);
            }
        }

        if (answer.Rest() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }

    /// <inheritdoc cref="ServerAnswer.End"/>
    public CompleteAnswer End() => answer.End();

    private async ValueTask<ServerEvent?> NextAsync(CancellationToken linked, CancellationToken cancellationToken)
    {
        try
        {
            return await _events.NextAsync(linked);
        }
        catch (OperationCanceledException) when (answer.IsComplete && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            return answer.IsComplete ? null : throw new ModelUnavailableException("its answer broke off", isTransient: true, exception);
        }
    }

    // After the end nothing has to make sense any more.
    private bool HasNext(IEnumerator<JsonElement> payloads)
    {
        try
        {
            return payloads.MoveNext();
        }
        catch (ModelUnavailableException) when (answer.IsComplete)
        {
            return false;
        }
    }

    private IEnumerable<JsonElement> Read(ServerEvent next)
    {
        if (next.IsEnd || (next.IsCutOff && answer.IsComplete))
        {
            return [];
        }

        return next.Type switch
        {
            _ when next.IsCutOff => throw new ModelUnavailableException("its answer broke off", isTransient: true),
            "error" => throw Fault(next.Data),
            // Of a kind that no answer has, such as a ping.
            { } other when other is not "message" && next.Data.Span is not [(byte)'{', ..] => [],
            _ => Payloads.Of(next.Data),
        };
    }

    private static ModelUnavailableException Fault(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            return ServerFault.Of(document.RootElement) ?? ServerFault.Of([]);
        }
        catch (JsonException)
        {
            return ServerFault.Of([System.Text.Encoding.UTF8.GetString(data.Span)]);
        }
    }
}
