package dev.bailiwick.app.command;

import dev.bailiwick.core.value.Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An IP address, read strictly. */
final class AddressOption implements ITypeConverter<Address> {
    @Override
    public Address convert(String text) {
        return Address.read(text)
                .orElseThrow(() -> new TypeConversionException("expected an IP address such as 10.8.0.1"));
    }
}
