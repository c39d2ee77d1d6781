using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>
/// The whole body of a request, which stays in the server's buffers, uncopied, after somebody has read it: what could not be
/// read can be looked at again.
/// </summary>
public sealed class HeldBody : IRequestBodyPipeFeature, IDisposable
{
    private readonly HttpContext _http;
    private readonly PipeReader _server;
    private readonly IRequestBodyPipeFeature? _before;

    private HeldBody(HttpContext http, PipeReader server, ReadOnlySequence<byte> content)
    {
        (_http, _server, Content) = (http, server, content);
        Reader = PipeReader.Create(content);
        _before = http.Features.Get<IRequestBodyPipeFeature>();
        http.Features.Set<IRequestBodyPipeFeature>(this);
    }

    /// <summary>All of it.</summary>
    public ReadOnlySequence<byte> Content { get; }

    /// <summary>Where the endpoint reads it from.</summary>
    public PipeReader Reader { get; }

    /// <summary>Waits for the whole body, which the server bounds; null where its client has gone, which whoever reads it meets as well.</summary>
    public static async ValueTask<HeldBody?> TryHoldAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var server = http.Request.BodyReader;
        try
        {
            while (true)
            {
                // What has been looked at no longer counts against the limit of the server's buffer.
                var read = await server.ReadAsync(http.RequestAborted);
                server.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted)
                {
                    return new HeldBody(http, server, (await server.ReadAsync(http.RequestAborted)).Buffer);
                }
            }
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        _http.Features.Set(_before);
        _server.AdvanceTo(Content.End);
    }
}
