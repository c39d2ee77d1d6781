using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Platform.Tests.Tenancy;

/// <summary>What is sealed opens for its place alone, by a key that is still there, and says nothing.</summary>
public sealed class TenantSecretsTests
{
    private const string First = "one:the-text-of-the-first-key-0123456789abcdef";
    private const string Second = "two:the-text-of-the-second-key-0123456789abcde";
    private static readonly SecretPlace Place = new("acme", "ada", "model", "mine", "https://models.example/v1");

    [Fact]
    public void What_was_sealed_is_opened_and_never_looks_the_same_twice()
    {
        var secrets = Of(First);

        var (one, other) = (secrets.Seal("canary-秘密", Place), secrets.Seal("canary-秘密", Place));

        Assert.NotEqual(one, other);
        Assert.Equal(("canary-秘密", "canary-秘密"), (secrets.Open(one, Place), secrets.Open(other, Place)));
        Assert.DoesNotContain("canary", one, StringComparison.Ordinal);
        Assert.Equal(("one", true), (TenantSecrets.KeyOf(one), secrets.IsSetUp));
    }

    [Fact]
    public void For_another_place_it_is_not_opened()
    {
        var secrets = Of(First);
        var text = secrets.Seal("canary", Place);

        SecretPlace[] others =
        [
            Place with { TenantId = "globex" }, Place with { UserId = "eve" }, Place with { UserId = null }, Place with { Kind = "webhook" }, Place with { Name = "other" },
            Place with { Recipient = "https://elsewhere.example/v1" }, Place with { TenantId = "acme\",\"ada" },
        ];
        Assert.All(others, other => Assert.Null(secrets.Open(text, other)));
    }

    [Fact]
    public void Whatever_of_it_is_changed_it_is_opened_no_more()
    {
        var secrets = Of(First);
        var text = secrets.Seal("canary", Place);

        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            // The last sign of base64 may have bits that say nothing.
            Assert.True(secrets.Open(changed, Place) is null || i == text.Length - 1, changed);
        }

        Assert.All([null, "", "1.", "1.one.", "1.one.%%", "1.one.AAAA", "2" + text[1..], text[..^4]], cut => Assert.Null(secrets.Open(cut, Place)));
    }

    [Fact]
    public void A_rotation_opens_what_was_sealed_before_and_seals_by_the_new_key()
    {
        var old = Of(First).Seal("canary", Place);
        var during = Of(Second, First);

        Assert.Equal("canary", during.Open(old, Place));
        Assert.Equal("two", TenantSecrets.KeyOf(during.Seal("canary", Place)));
        Assert.Null(Of(Second).Open(old, Place));
        Assert.False(Of().IsSetUp);
    }

    [Theory]
    [InlineData("short:too-short", 1)]
    [InlineData("no id in front of it, however long it may be, is enough", 1)]
    [InlineData("with blanks:the-text-of-the-first-key-0123456789abcdef", 1)]
    [InlineData(First, 0)]
    public void A_key_that_is_none_ends_the_start_and_is_not_shown(string key, int faults)
    {
        var options = new SecretOptions();
        options.Keys.Add(key);

        var result = new SecretOptionsValidator().Validate(null, options);

        Assert.Equal(faults, result.Failures?.Count() ?? 0);
        Assert.DoesNotContain(key, result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    private static TenantSecrets Of(params string[] keys)
    {
        var options = new SecretOptions();
        foreach (var key in keys)
        {
            options.Keys.Add(key);
        }

        return new TenantSecrets(Options.Create(options), RandomNumberGenerator.Create());
    }
}
