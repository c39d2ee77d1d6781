namespace Nanobot.Contracts.Values;

/// <summary>How a policy's condition compares an attribute of a request; one that the request does not have satisfies none of them.</summary>
public sealed record AttributeOperator : Choice<AttributeOperator>, IChoice<AttributeOperator>
{
    private AttributeOperator(string value)
        : base(value)
    {
    }

    /// <summary>Is equal: of the same kind, texts to the letter.</summary>
    public static AttributeOperator Equal { get; } = new("eq");

    /// <summary>Is there and not equal.</summary>
    public static AttributeOperator NotEqual { get; } = new("ne");

    /// <summary>Is equal to one of a list.</summary>
    public static AttributeOperator In { get; } = new("in");

    /// <summary>Is there and equal to none of a list.</summary>
    public static AttributeOperator NotIn { get; } = new("not_in");

    /// <summary>Is a number and greater.</summary>
    public static AttributeOperator Greater { get; } = new("gt");

    /// <summary>Is a number and not smaller.</summary>
    public static AttributeOperator AtLeast { get; } = new("gte");

    /// <summary>Is a number and smaller.</summary>
    public static AttributeOperator Less { get; } = new("lt");

    /// <summary>Is a number and not greater.</summary>
    public static AttributeOperator AtMost { get; } = new("lte");

    /// <summary>Is a text that has the value in it.</summary>
    public static AttributeOperator Contains { get; } = new("contains");

    /// <summary>Is a text that begins with the value.</summary>
    public static AttributeOperator StartsWith { get; } = new("starts_with");

    /// <summary>Is a text that ends with the value.</summary>
    public static AttributeOperator EndsWith { get; } = new("ends_with");

    /// <summary>Is there.</summary>
    public static AttributeOperator Exists { get; } = new("exists");

    /// <inheritdoc />
    public static IReadOnlyList<AttributeOperator> All { get; } =
        [Equal, NotEqual, In, NotIn, Greater, AtLeast, Less, AtMost, Contains, StartsWith, EndsWith, Exists];

    /// <summary>Whether its value is a list.</summary>
    public bool TakesList => this == In || this == NotIn;

    /// <summary>Whether its value is a number.</summary>
    public bool TakesNumber => this == Greater || this == AtLeast || this == Less || this == AtMost;

    /// <summary>Whether its value is a text.</summary>
    public bool TakesText => this == Contains || this == StartsWith || this == EndsWith;
}
