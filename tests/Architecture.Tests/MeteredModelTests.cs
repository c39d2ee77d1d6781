using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Hosting;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Platform.Metering.Hosting;

namespace Nanobot.Architecture.Tests;

/// <summary>No way leads to the model but through the ledger.</summary>
public sealed class MeteredModelTests
{
    private static readonly string[] Makers = ["MeteringExtensions"];

    [Fact]
    public void Only_the_ledger_registers_the_model()
    {
        var users = Repository.NotEmpty([.. Product().SelectMany(static file => CompiledUses.Of(file, typeof(ModelClientExtensions)))
            .Where(static use => use.Member == nameof(ModelClientExtensions.AddModelClient) && !use.User.EndsWith(nameof(ModelClientExtensions), StringComparison.Ordinal))
            .Select(static use => use.User[(use.User.LastIndexOf('.') + 1)..])], "users of the model's registration");

        Assert.Equal(Makers, users.Distinct());
    }

    [Fact]
    public void Nobody_else_makes_clients_or_generators_of_a_model() =>
        // By whatever name: a client of the OpenAI SDK, a kernel's own service, a second registration.
        Repository.None([.. Repository.ProductSources.Where(static file => !file.StartsWith(Path.Combine("Platform", "Ai"), StringComparison.Ordinal))],
            static file => Forbidden.Any(word => Repository.Read(file).Contains(word, StringComparison.Ordinal)));

    [Fact]
    public void What_the_container_gives_out_is_metered_and_gives_out_nothing_within()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddMeteredModel();
        var models = builder.Services.Where(static service => service.ServiceType == typeof(IChatClient)).ToList();

        Assert.Single(models);
        Assert.DoesNotContain(builder.Services, static service => service.ServiceType != typeof(IChatClient) && typeof(IChatClient).IsAssignableFrom(service.ServiceType));
        using var metered = new MeteredChatClient(new Planted(), null!);
        Assert.Null(metered.GetService(typeof(Planted)));
        Assert.Null(metered.GetService(typeof(OpenTelemetryChatClient)));
        Assert.Same(metered, metered.GetService(typeof(IChatClient)));
    }

    private static readonly string[] Forbidden =
        ["AddChatClient(", "AddEmbeddingGenerator(", "AsIChatClient(", "AsIEmbeddingGenerator(", "AddOpenAIChatCompletion(", "AddOpenAIEmbeddingGenerator(", "new ChatClient(", "new EmbeddingClient("];

    private static IEnumerable<string> Product() => Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Where(static file => Repository.Projects.Contains(Path.GetFileNameWithoutExtension(file)));

    private sealed class Planted : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose()
        {
        }
    }
}
