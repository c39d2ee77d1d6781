using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Ai;

public sealed class ModelOptionsTests
{
    [Fact]
    public void Nothing_configured_is_the_offline_model() =>
        Assert.Equal("offline", Models.Create().GetService<ChatClientMetadata>()!.ProviderName);

    [Fact]
    public void All_three_settings_are_an_openai_compatible_server() =>
        Assert.Equal("m", Models.Create(new("Ai:Endpoint", "http://localhost:1/v1"), new("Ai:ApiKey", "k"), new("Ai:Model", "m"))
            .GetService<ChatClientMetadata>()!.DefaultModelId);

    [Theory]
    [InlineData("http://localhost:1", null, null, "Ai:ApiKey and Ai:Model missing")]
    [InlineData(null, "k", "m", "Ai:Endpoint missing")]
    [InlineData("http://localhost:1", "k", " ", "Ai:Model missing")]
    [InlineData("localhost", "secret-key", "m", "Ai:Endpoint is not an absolute")]
    [InlineData("ftp://localhost", "k", "m", "Ai:Endpoint is not an absolute")]
    public void Half_a_configuration_stops_the_start_and_names_the_key(string? endpoint, string? key, string? model, string says)
    {
        var refused = Assert.Throws<OptionsValidationException>(() =>
            Models.Create(new("Ai:Endpoint", endpoint), new("Ai:ApiKey", key), new("Ai:Model", model)));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ai:Timeout", "00:00:00.5")]
    [InlineData("Ai:MaximumRetries", "6")]
    [InlineData("Ai:RetryDelay", "01:00:00")]
    public void An_impossible_value_stops_the_start_and_names_the_key(string key, string value) =>
        Assert.Contains(key, Assert.Throws<OptionsValidationException>(() => Models.Create(new KeyValuePair<string, string?>(key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Model", null, "Ai:Models:0:Model missing")]
    [InlineData("Model", "m", "Ai:Models:0:Model names a model that is there already")]
    [InlineData("Endpoint", "elsewhere", "Ai:Models:0:Endpoint is not an absolute")]
    [InlineData("Endpoint", "http://elsewhere/v1", "Ai:Models:0:ApiKey missing")]
    public void A_further_model_that_cannot_be_asked_stops_the_start_and_names_the_key(string name, string? value, string says)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Ai:Endpoint"] = "http://localhost:1/v1", ["Ai:ApiKey"] = "secret-key", ["Ai:Model"] = "m", ["Ai:Models:0:Model"] = "n", ["Ai:Models:0:IsFallback"] = "true",
            [$"Ai:Models:0:{name}"] = value,
        };

        var refused = Assert.Throws<OptionsValidationException>(() => Models.Create(settings));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_models_without_a_first_one_stop_the_start() => Assert.Contains("Ai:Models without Ai:Endpoint",
        Assert.Throws<OptionsValidationException>(() => Models.Create(new KeyValuePair<string, string?>("Ai:Models:0:Model", "n"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Each_model_is_asked_at_its_own_server_with_its_own_key_and_one_that_nobody_knows_at_the_first()
    {
        var keys = new List<string>();
        await using var first = await ScriptedModel.StartAsync(Answer("first"));
        await using var second = await ScriptedModel.StartAsync(Answer("second"));
        var settings = new Dictionary<string, string?>(first.Settings)
        {
            ["Ai:Models:0:Model"] = "beside", ["Ai:Models:1:Model"] = "elsewhere", ["Ai:Models:1:Endpoint"] = second.Settings["Ai:Endpoint"], ["Ai:Models:1:ApiKey"] = "other-key",
        };
        using var client = Models.Create(settings);

        foreach (var model in new[] { null, "beside", "elsewhere", "unknown" })
        {
            await client.GetResponseAsync("hello", new ChatOptions { ModelId = model });
        }

        Assert.Equal(["first scripted-1 tests-only", "first beside tests-only", "second elsewhere other-key", "first unknown tests-only"], keys);

        Func<JsonElement, HttpContext, Task> Answer(string server) => (request, http) =>
        {
            keys.Add($"{server} {request.GetProperty("model").GetString()} {http.Request.Headers.Authorization.ToString().Split(' ')[1]}");
            return new ModelReply("Hello.").WriteAsync(http, request);
        };
    }
}
