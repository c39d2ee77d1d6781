using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

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
}
