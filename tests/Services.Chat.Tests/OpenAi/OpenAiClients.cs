using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace Nanobot.Services.Chat.Tests.OpenAi;

/// <summary>OpenAI's own client, unmodified, over a client that brings the caller's context.</summary>
internal static class OpenAiClients
{
    public static ChatClient Chat(this HttpClient client, string model = "scripted-1") => new(model, new ApiKeyCredential("tests-only"), Options(client));

    public static OpenAIModelClient Models(this HttpClient client) => new(new ApiKeyCredential("tests-only"), Options(client));

    private static OpenAIClientOptions Options(HttpClient client) => new()
    {
        Endpoint = new Uri(client.BaseAddress!, "/v1"),
        Transport = new HttpClientPipelineTransport(client),
        RetryPolicy = new ClientRetryPolicy(0),
    };
}
