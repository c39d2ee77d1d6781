using FsCheck;
using FsCheck.Fluent;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

/// <summary>What holds for every value type.</summary>
internal static class Rule
{
    public static void Accepts<T>(string text, string value)
        where T : DomainValue<T>, IDomainValue<T>
    {
        Assert.True(T.TryParse(text, out var parsed), $"{typeof(T).Name} refuses '{text}'");
        Assert.Equal(value, parsed.Value);
        Assert.Equal(value, parsed.ToString());
        Assert.Equal(parsed, DomainValue<T>.Parse(value));
        Assert.Equal(parsed.GetHashCode(), DomainValue<T>.Parse(value).GetHashCode());
        Assert.True(DomainValue<T>.IsValid(text));
    }

    public static void Refuses<T>(string? text)
        where T : DomainValue<T>, IDomainValue<T>
    {
        Assert.False(T.TryParse(text, out var none), $"{typeof(T).Name} accepts '{text}'");
        Assert.Null(none);
        Assert.False(DomainValue<T>.IsValid(text));
        if (text is not null)
        {
            // The message may reach a log, and the text came from a stranger.
            Assert.Equal($"{typeof(T).Name} {T.Form}", Assert.Throws<FormatException>(() => DomainValue<T>.Parse(text)).Message);
        }
    }

    /// <summary>Of texts made of <paramref name="signs"/>: those that are taken match, stay as they are when read again, and are texts that <paramref name="holds"/> says yes to; the others it says no to.</summary>
    public static void IsExactly<T>(string signs, int longest, Func<string, bool> holds)
        where T : DomainValue<T>, IDomainValue<T>
    {
        var texts = from length in Gen.Choose(0, longest) from text in Gen.Elements(signs.ToCharArray()).ArrayOf(length) select new string(text);
        Prop.ForAll(texts.ToArbitrary(), text =>
            T.TryParse(text, out var value) == holds(text) && (value is null || (T.TryParse(value.Value, out var again) && again == value)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
